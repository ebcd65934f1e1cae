import { describe, expect, test } from 'vitest'
import { certificateDate, issuerUri, jurisdictionOf, maskName, verdictOn } from './certificate.ts'
import { faceOf } from './face.ts'

describe('verdict', () => {
  test.each([
    ['active', '2027-03-09', '2027-03-09', 'valid'],
    ['active', '2027-03-09', '2027-03-10', 'expired'],
    ['active', undefined, '2099-01-01', 'valid'],
    ['suspended', '2027-03-09', '2026-03-10', 'suspended'],
    ['revoked', '2027-03-09', '2028-01-01', 'revoked'],
    [undefined, '2027-03-09', '2026-03-10', 'unknown'],
    [undefined, '2027-03-09', '2027-03-10', 'expired'],
  ] as const)('%s until %s is on %s %s', (status, validUntil, date, verdict) => {
    expect(verdictOn(date, { status, validUntil })).toBe(verdict)
  })

  test('a day ends at midnight of the issuer’s place', () => {
    expect(certificateDate('2027-03-09T15:59:59.999Z')).toBe('2027-03-09')
    expect(certificateDate('2027-03-09T16:00:00.000Z')).toBe('2027-03-10')
  })
})

describe('what strangers learn of a name', () => {
  test.each([
    ['王芳', '王*'],
    ['演示甲', '演*甲'],
    ['欧阳示例', '欧**例'],
    ['𠮷田示例', '𠮷**例'],
    ['甲', '*'],
  ])('%s → %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })
})

test('an issuer is a jurisdiction, and nothing else is', () => {
  expect(jurisdictionOf(issuerUri('320111'))).toBe('320111')
  for (const uri of ['', 'https://example.org', 'urn:lianqiao:jurisdiction:1', 'x320111'])
    expect(jurisdictionOf(uri)).toBeUndefined()
})

describe('face', () => {
  const granted = {
    applicant: { name: '演示甲', idNumber: '34052319900101001X' },
    item: '居住证申领',
    decision: '浦口准字〔2026〕0001号',
    household: '安徽省示例村1号',
    residence: '江苏省示例路2号',
  }

  test('a residence permit says what article 4 asks, leaves out what is unknown, and is good for a year', () => {
    const face = faceOf('residence-permit', granted, '2026-03-10')
    expect(face.lines.map(line => line.label)).toEqual([
      '姓名',
      '性别',
      '出生日期',
      '公民身份号码',
      '常住户口所在地住址',
      '居住地住址',
    ])
    expect(face.lines).toContainEqual({ label: '性别', value: '男' })
    expect(face.validUntil).toBe('2027-03-09')
    expect(faceOf('residence-permit', granted, '2028-02-29').validUntil).toBe('2029-02-28')
  })

  test('another certificate names holder, item and decision', () => {
    const { lines, validUntil } = faceOf('senior-card', granted, '2026-03-10')
    expect(lines.map(line => line.value)).toEqual([
      '演示甲',
      '34052319900101001X',
      granted.item,
      granted.decision,
    ])
    expect(validUntil).toBeUndefined()
  })
})
