import { afterEach, expect, test, vi } from 'vitest'
import { answeredAhead, askAhead, underWay } from './ahead.ts'
import { speak } from './i18n.ts'

const address = '/api/things/1'
/** Asked, and its answer read: all that is left to be done then is done at once. */
async function asked(response: Promise<Response>) {
  askAhead([address], () => response)
  await new Promise<void>(resolve => setImmediate(resolve))
}
/** An answer whose text is at hand. */
const answer = (content: object) =>
  Promise.resolve(Object.assign(Response.json(content), { clone: () => ({ json: async () => content }) }))

afterEach(() => {
  underWay(address)
  vi.restoreAllMocks()
})

test('an answer that has come is given out once', async () => {
  await asked(answer({ name: 'x' }))
  expect(answeredAhead(address)).toEqual({ name: 'x' })
  expect(answeredAhead(address)).toBeUndefined()
  expect(underWay(address)).toBeUndefined()
})

test('a question under way is taken over instead of asked again, also where it fails', async () => {
  const held = Promise.withResolvers<Response>()
  askAhead([address], () => held.promise)
  expect(answeredAhead(address)).toBeUndefined()
  const taken = underWay(address)
  held.resolve(Response.json({ name: 'x' }))
  expect(await (await taken)?.json()).toEqual({ name: 'x' })
  await asked(Promise.reject(new Error('no line')))
  await expect(underWay(address)).rejects.toThrow('no line')
})

test('a problem is no answer, but what was asked for is not asked for again', async () => {
  await asked(Promise.resolve(Response.json({ code: 'not-found' }, { status: 404 })))
  expect(answeredAhead(address)).toBeUndefined()
  expect((await underWay(address))?.status).toBe(404)
})

test('what nobody took is forgotten when it is no longer fresh, and when another language is spoken', async () => {
  await asked(answer({ name: 'x' }))
  const later = performance.now() + 15_000
  vi.spyOn(performance, 'now').mockReturnValue(later)
  expect(answeredAhead(address)).toBeUndefined()
  vi.restoreAllMocks()
  await asked(answer({ name: 'x' }))
  await speak('en')
  expect(answeredAhead(address)).toBeUndefined()
  await speak('zh')
})
