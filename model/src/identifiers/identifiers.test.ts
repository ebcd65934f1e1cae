import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CertificateId, CertificateType, makeCertificateId, parseCertificateId } from './certificate-id.ts'
import { DivisionCode12, JurisdictionCode, jurisdictionOf } from './division.ts'
import { BasicItemCode, HandlingCode, ImplementationCode, parseItemCode } from './item-code.ts'
import { mod37, verifyMod37 } from './mod37.ts'
import { makeRecordId, parseRecordId, RecordId, typedRecordId } from './record-id.ts'
import { birthDateOf, holdsResidentId, maskResidentId, ResidentId, sexOf } from './resident-id.ts'
import { TrackingCode } from './tracking-code.ts'
import { makeTrackingCode, parseTrackingCode } from './tracking-code-text.ts'
import { Uscc } from './uscc.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const word = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 60 })
const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 })

/** Every text that differs from this one in exactly one character of the alphabet. */
function* slips(text: string, letters: string): Generator<string> {
  for (let i = 0; i < text.length; i++)
    for (const letter of letters)
      if (text[i] !== '-' && text[i] !== '.' && letter !== text[i])
        yield text.slice(0, i) + letter + text.slice(i + 1)
}

describe('resident id (GB 11643)', () => {
  test('the example of the standard', () => {
    const id = ResidentId.parse('11010519491231002X')
    expect(birthDateOf(id)).toBe('1949-12-31')
    expect(sexOf(id)).toBe('female')
    expect(maskResidentId(id)).toBe('110105********002X')
  })

  test('is found where something else was to be written', () => {
    for (const text of [
      '11010519491231002x',
      '320111:11010519491231002X',
      '110105 19491231 002X',
      '１１０１０５１９４９１２３１００２X',
    ])
      expect(holdsResidentId(text), text).toBe(true)
    for (const text of ['320111:fang-min', '110105194912310021', '1110105194912310020', ''])
      expect(holdsResidentId(text), text).toBe(false)
  })

  test('a small x and stray blanks are taken', () => {
    expect(ResidentId.parse(' 11010519491231002x ')).toBe('11010519491231002X')
  })

  test.each([
    ['one digit wrong', '110105194912310021'],
    ['fifteen digits of the old card', '110105491231002'],
    ['30 February', '110105198002300011'],
    ['a letter inside', '1101051949123100AX'],
  ])('refuses %s', (_, id) => expect(ResidentId.safeParse(id).success).toBe(false))

  test('the date is refused for itself, not only by the check character', () => {
    const codes = Array.from('0123456789X', c => ResidentId.safeParse(`11010519800230001${c}`).success)
    expect(codes).not.toContain(true)
  })

  test('every single wrong character is caught', () => {
    for (const slip of slips('11010519491231002X', '0123456789X'))
      expect(ResidentId.safeParse(slip).success, slip).toBe(false)
  })
})

describe('unified social credit code (GB 32100)', () => {
  test.each([
    '11110000000021135M',
    '11100000000013127D',
    '11100000MB0143028R',
    '11440100007482575H',
    '11430000006122244L',
  ])('takes %s', code => expect(Uscc.parse(code.toLowerCase())).toBe(code))

  test('every single wrong character is caught', () => {
    for (const slip of slips('11110000000021135M', alphabet))
      expect(Uscc.safeParse(slip).success, slip).toBe(false)
  })
})

describe('MOD 37,36 (ISO 7064)', () => {
  test.each([
    ['A12425GABC1234002', 'M'], // the example of the GRid standard (IFPI)
    ['123AB', 'X'],
  ])('%s has %s', (body, check) => expect(mod37(body)).toBe(check))

  test('what it makes, it verifies', () => {
    fc.assert(fc.property(word, body => verifyMod37(body + mod37(body))))
  })

  test('one changed character is always caught', () => {
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom(...alphabet), (body, n, letter) => {
        const whole = body + mod37(body)
        const at = n % whole.length
        fc.pre(whole[at] !== letter)
        return !verifyMod37(whole.slice(0, at) + letter + whole.slice(at + 1))
      }),
    )
  })

  test('other characters are refused', () => {
    expect(() => mod37('12-3')).toThrow(RangeError)
    expect(verifyMod37('')).toBe(false)
    expect(verifyMod37('中A')).toBe(false)
  })
})

describe('divisions', () => {
  test('a community lies in its county', () => {
    expect(jurisdictionOf(DivisionCode12.parse('320111005011'))).toBe('320111')
  })
  test.each(['32011', '3201111', '020111', 'ABCDEF'])('%s is no division', code =>
    expect(JurisdictionCode.safeParse(code).success).toBe(false),
  )
})

describe('record id', () => {
  const receiving = JurisdictionCode.parse('320111')
  const deciding = JurisdictionCode.parse('340523')

  test('is made and read', () => {
    const id = makeRecordId({ receiving, deciding, date: '2026-03-02', serial: 17 })
    expect(id).toBe('320111-340523-20260302-000017-V')
    expect(parseRecordId(id)).toEqual({ receiving, deciding, date: '2026-03-02', serial: 17 })
    expect(parseRecordId(` ${id.toLowerCase()} `).serial).toBe(17)
  })

  test('is read as people type it: letters that look like digits, in either place', () => {
    const ids = Array.from({ length: 400 }, (_, at) =>
      makeRecordId({ receiving, deciding, date: '2026-03-02', serial: at + 1 }),
    )
    for (const id of ids) {
      const typed = id.replaceAll('0', 'o').replaceAll('1', 'l')
      const check = { O: '0', I: '1', L: '1' }[id.slice(-1)] ?? id.slice(-1)
      expect(typedRecordId(` ${typed} `)).toBe(id)
      expect(typedRecordId(id.slice(0, -1) + check)).toBe(id)
    }
    expect(new Set(ids.map(id => id.slice(-1)))).toContain('O')
  })

  test.each(['', '0', '320111-340523-20260302-000017-W', '320111-340523-2026O3O2-000017'])(
    'but %s is no number',
    text => expect(typedRecordId(text)).toBeUndefined(),
  )

  test('one wrong digit is always caught', () => {
    const id = makeRecordId({ receiving, deciding, date: '2026-03-02', serial: 17 })
    for (const slip of slips(id, '0123456789')) expect(RecordId.safeParse(slip).success, slip).toBe(false)
  })

  test('every day and serial comes back', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 999_999 }),
        (day, serial) => {
          const parts = { receiving, deciding, date: day.toISOString().slice(0, 10), serial }
          expect(parseRecordId(makeRecordId(parts))).toEqual(parts)
        },
      ),
    )
  })

  test('the serial ends at 999999', () => {
    expect(() => makeRecordId({ receiving, deciding, date: '2026-03-02', serial: 1_000_000 })).toThrow()
    expect(() => makeRecordId({ receiving, deciding, date: '2026-02-30', serial: 1 })).toThrow()
  })
})

describe('tracking code', () => {
  test('spells ten bytes', () => {
    expect(makeTrackingCode(new Uint8Array(10))).toBe('0000-0000-0000-0000')
    expect(makeTrackingCode(new Uint8Array(10).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ')
    expect(makeTrackingCode(Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 32]))).toBe('0000-0000-0000-0010')
    expect(() => makeTrackingCode(new Uint8Array(9))).toThrow(RangeError)
  })

  test('is read as people type it', () => {
    fc.assert(
      fc.property(bytes, random => {
        const code = makeTrackingCode(random)
        const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
        return parseTrackingCode(typed) === code && TrackingCode.safeParse(code).success
      }),
    )
    expect(parseTrackingCode('7K3M-9QWX-1234')).toBeUndefined()
    expect(parseTrackingCode('UUUU-0000-0000-0000')).toBeUndefined()
  })

  test('different bytes, different codes', () => {
    fc.assert(
      fc.property(
        bytes,
        bytes,
        (a, b) => (makeTrackingCode(a) === makeTrackingCode(b)) === a.every((x, i) => x === b[i]),
      ),
    )
  })
})

describe('electronic licence identifier (GB/T 36904)', () => {
  // Printed as examples in public documents of the construction and archive authorities.
  test.each([
    '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.002.S',
    '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U',
    '1.2.156.3005.2.11100000000013338W087.11370800MB28559184.37080001202411010001.001.3',
  ])('takes %s', id => expect(CertificateId.parse(id)).toBe(id))

  test.each(['11100000000013127D001', '11100000MB0143028R001'])('type %s', type =>
    expect(CertificateType.parse(type)).toBe(type),
  )

  test('is made and read', () => {
    const parts = {
      type: CertificateType.parse('11100000000013127D001'),
      issuer: Uscc.parse('11110000000021135M'),
      serial: '20260000017',
      version: 1,
    }
    expect(parseCertificateId(makeCertificateId(parts))).toEqual(parts)
  })

  test('one wrong character is always caught', () => {
    const id = '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.002.S'
    for (const slip of slips(id.slice(15), alphabet))
      expect(CertificateId.safeParse(id.slice(0, 15) + slip).success, slip).toBe(false)
  })
})

describe('item codes', () => {
  test('nest', () => {
    expect(BasicItemCode.parse('000131127004')).toBe('000131127004')
    expect(BasicItemCode.parse('511Z07001006')).toBe('511Z07001006')
    const implementation = ImplementationCode.parse('11440100007482575H3440118009000')
    expect(parseItemCode(implementation)).toEqual({
      office: '11440100007482575H',
      level: '3',
      basic: '440118009000',
    })
    const handling = HandlingCode.parse(`${implementation}01`)
    expect(parseItemCode(handling)).toEqual({ ...parseItemCode(implementation), variant: '01' })
  })

  test.each(['11440100007482575J3440118009000', '440118009000', ''])('%s is no implementation code', code =>
    expect(ImplementationCode.safeParse(code).success).toBe(false),
  )
})
