import { expect, test } from 'vitest'
import { JurisdictionCode } from '../identifiers/division.ts'
import { maskName, serviceKinds, servicesAt, ticketAllows, ticketCode, ticketLetter } from './queue.ts'

const code = (text: string) => JurisdictionCode.parse(text)
const station = { host: code('320111'), partners: [code('340523'), code('330881'), code('361123')] }

test('no two parties of a station share a letter', () => {
  const letters = [station.host, ...station.partners].flatMap(party =>
    serviceKinds.map(kind => ticketLetter(station, party, kind)),
  )
  expect(new Set(letters).size).toBe(letters.length)
  expect(letters.slice(0, 8)).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'])
})

test('numbers have three digits, and more when the day is long', () => {
  expect([1, 42, 1000].map(n => ticketCode('A', n))).toEqual(['A001', 'A042', 'A1000'])
})

test('one takes numbers for what a station’s windows serve, not for its machines', () => {
  const window = (kind: '政务' | '公安' | '自助') => ({
    code: 'w',
    name: '',
    nameEn: '',
    kind,
    departments: [],
  })
  expect(servicesAt({ windows: [window('政务'), window('自助'), window('公安'), window('政务')] })).toEqual([
    '公安',
    '政务',
  ])
})

test('what is finished stays finished, who was passed over may come back', () => {
  expect(ticketAllows('skipped', 'recall')).toBe(true)
  expect(ticketAllows('finished', 'recall')).toBe(false)
  expect(ticketAllows('waiting', 'finish')).toBe(false)
  expect(ticketAllows('finished', 'finish')).toBe(true)
})

test('a masked name keeps its first character', () => {
  expect([maskName('王晓桥'), maskName('𠮷田'), maskName('')]).toEqual(['王**', '𠮷*', ''])
})
