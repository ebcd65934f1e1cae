import { expect, test } from 'vitest'
import { callersOf } from './callers.ts'
import { questionFor, type Target } from './endpoints.ts'
import { Known } from './known.ts'
import { randomFrom } from './random.ts'

const any = () => true
const told = () => {
  const [known, random] = [new Known(), randomFrom(1)]
  known.learnAnswer('matters.open', { trackingCode: 'T-1', cases: [{ id: 'case-1', seq: 2 }] }, random)
  known.learnAnswer('files.upload', { id: 'file-1' }, random)
  return { known, random }
}

test('what was told is found again under its name, or one that ends in it', () => {
  const { known, random } = told()
  expect(known.named({ name: 'trackingCode', fits: any }, random)).toBe('T-1')
  expect(known.named({ name: 'code', fits: any }, random)).toBe('T-1')
  expect(known.named({ name: 'code', fits: text => text === 'other' }, random)).toBeUndefined()
  expect(known.named({ name: 'odometer', fits: any }, random)).toBeUndefined()
})

test('values of one thing come together, also from what stands around it, and of the family that was asked', () => {
  const { known, random } = told()
  const wanted = ['id', 'code'].map(name => ({ name, fits: any }))
  expect([...known.together(wanted, 'matters', random)]).toEqual([
    ['id', 'case-1'],
    ['code', 'T-1'],
  ])
  expect(known.together(wanted, 'files', random).size).toBe(0)
  expect(known.together([{ name: 'id', fits: any }], 'file', random).get('id')).toBe('file-1')
})

test('a case that moved on offers nothing any more', () => {
  const { known, random } = told()
  const view = { summary: { id: 'case-1' }, seq: 2, choices: [{ verb: 'accept' }] }
  known.learnChoices(view, { cookie: 'of the acceptor' }, random)
  const choice = { id: 'case-1', verb: 'accept', seen: 2, caller: { cookie: 'of the acceptor' } }
  expect(known.choice(random)).toEqual(choice)
  known.overtaken('/api/cases/case-1/actions/accept')
  expect(known.choice(random)).toBeUndefined()
})

test('an address asks for the thing that the node told of', () => {
  const { known, random } = told()
  const target: Target = {
    name: 'files.read',
    method: 'GET',
    path: '/api/files/{id}',
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    body: undefined,
  }
  const paths = Array.from({ length: 20 }, () => questionFor(target, random, known).path)
  expect(paths).toContain('/api/files/file-1')
})

test('who was answered asks again sooner than who was turned away', () => {
  const random = randomFrom(1)
  const [clerk, stranger] = [{ cookie: 'clerk' }, {}]
  const callers = callersOf([clerk, stranger])
  callers.met('cases.list', stranger, 401)
  callers.met('cases.list', clerk, 200)
  const asking = Array.from({ length: 50 }, () => callers.for('cases.list', random))
  expect(asking.filter(who => who === clerk).length).toBeGreaterThan(30)
  expect(asking).toContain(stranger)
})
