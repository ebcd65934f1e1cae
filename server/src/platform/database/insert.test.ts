import { expect, test } from 'vitest'
import { changeIn, type Inserted, insertedTogether, insertInto } from './insert.ts'

const at = '2026-03-10T01:00:00.000Z'
const entry = (verb: string, outcome = 'done') => ({ at, actor: 'system', roles: [], verb, outcome })
const said = (inserted: Inserted | undefined) => inserted && [inserted.rows, inserted.way.conflict]
const auditRows = insertInto('audit')

const row = (id: string, phase: string, more = {}) => ({
  ...{ record_id: id, phase, applicants: ['a'], name_index: Buffer.from('n') },
  ...more,
})
type Takes = 'phase' | 'applicants'
const ways = (takes: Takes[]) => insertInto('case_index', { key: 'record_id', takes, keeps: ['name_index'] })
const [byPhase, byBoth] = [ways(['phase']), ways(['phase', 'applicants'])]
const index = (rows: object[], way = byPhase): Inserted => way(rows as never)

test('rows of their own stand beside one another, and leave as one statement', () => {
  const both = insertedTogether(auditRows([entry('a')]), auditRows([entry('b')]))
  expect(both?.rows.map(({ verb }) => verb)).toEqual(['a', 'b'])
  const { sql, parameters } = both?.compile() ?? { sql: '', parameters: [] }
  expect(sql).toContain('from json_populate_recordset(')
  expect(JSON.parse(String(parameters[0]))).toEqual([entry('a'), entry('b')])
})

test('of a row that is written twice the second changes what it takes, and nothing else', () => {
  const first = index([row('1', 'received')], byBoth)
  const second = index([row('1', 'accepted', { applicants: [], name_index: null })])
  const name_index = Buffer.from('n')
  expect(said(insertedTogether(first, second))).toEqual([
    [{ record_id: '1', phase: 'accepted', applicants: ['a'], name_index }],
    { key: 'record_id', takes: ['phase', 'applicants'], keeps: ['name_index'] },
  ])
  const renamed = index([row('1', 'accepted', { name_index: Buffer.from('m') })])
  expect(insertedTogether(first, renamed)?.rows).toMatchObject([{ name_index: Buffer.from('m') }])
})

test('another row is taken along only where either changes the same', () => {
  const one = index([row('1', 'received')])
  const both = insertedTogether(one, index([row('2', 'received'), row('1', 'ended')]))
  expect(both?.rows.map(({ record_id, phase }) => [record_id, phase])).toEqual([
    ['1', 'ended'],
    ['2', 'received'],
  ])
  expect(insertedTogether(one, index([row('2', 'received')], byBoth))).toBeUndefined()
})

test('other tables, columns and ways to meet a row that is there stay apart', () => {
  const plain = auditRows([entry('a')])
  expect(insertedTogether(plain, index([row('1', 'received')]))).toBeUndefined()
  expect(insertedTogether(plain, insertInto('audit')([{ ...entry('a'), object: 'x' }]))).toBeUndefined()
  expect(insertedTogether(plain, insertInto('audit', 'stays')([entry('a')]))).toBeUndefined()
})

test('rows that are changed alike are changed by one statement; a row that is changed again is changed after that', () => {
  const settle = changeIn('command', { key: 'id', only: "state = 'asked'" })
  const [one, other] = [settle([{ id: '1', state: 'done' }]), settle([{ id: '2', state: 'done' }])]
  const both = insertedTogether(one, other)
  expect(both?.compile().sql).toMatch(
    /^update "command" set "state" = fresh."state" from .* where "command"."id" = fresh."id" and "command".state = 'asked'$/,
  )
  expect(both?.rows.map(({ id }) => id)).toEqual(['1', '2'])
  expect(insertedTogether(one, settle([{ id: '1', state: 'refused' }]))).toBeUndefined()
  expect(insertedTogether(one, insertInto('command')([]))).toBeUndefined()
})
