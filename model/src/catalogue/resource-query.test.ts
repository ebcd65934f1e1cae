import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JurisdictionCode } from '../identifiers/division.ts'
import { ResidentId } from '../identifiers/resident-id.ts'
import { answeredFields } from './resource-query.ts'
import { holderOf, keyOf, Subject, sameName } from './subject.ts'

const names = ['idNumber', 'name', 'address', 'state', 'employer', 'registeredOn']

test('nothing leaves a row but what is asked, allowed and in the catalogue', () => {
  const some = fc.subarray([...names, 'secret'])
  fc.assert(
    fc.property(some, some, some, (listed, asked, allowed) => {
      const fields = listed.map(
        name => ({ name, label: name, labelEn: name, type: 'string', sealed: true }) as const,
      )
      const row = Object.fromEntries([...names, 'secret'].map(name => [name, `value of ${name}`]))
      const answered = answeredFields({ fields }, row, { asked, allowed }).map(f => f.name)
      expect(answered).toEqual(listed.filter(name => asked.includes(name) && allowed.includes(name)))
    }),
  )
})

test('a subject is a person or a firm, not both and not neither', () => {
  const idNumber = '340523199003159916'
  const creditCode = '91350100M000100Y43'
  expect(keyOf(Subject.parse({ idNumber, name: '王晓桥' }))).toMatchObject({
    field: 'idNumber',
    nameField: 'name',
  })
  expect(keyOf(Subject.parse({ creditCode, name: '某公司' }))).toMatchObject({ nameField: 'companyName' })
  expect(Subject.safeParse({ name: '王晓桥' }).success).toBe(false)
  expect(Subject.safeParse({ idNumber, creditCode, name: '王晓桥' }).success).toBe(false)
})

test('names fit in spite of spaces and dots', () => {
  expect(sameName('王 晓桥', '王晓桥')).toBe(true)
  expect(sameName('阿依古丽•买买提', '阿依古丽·买买提')).toBe(true)
  expect(sameName('王晓桥', '王小桥')).toBe(false)
})

test('the holder is here, or where the id says', () => {
  const here = JurisdictionCode.parse('320111')
  const id = ResidentId.parse('340523199003159916')
  expect(holderOf('本地', here, id)).toBe('320111')
  expect(holderOf('户籍地', here, id)).toBe('340523')
})
