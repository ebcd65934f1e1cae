import { beforeEach, expect, test, vi } from 'vitest'
import { Keeper } from './keeper.ts'

/**
 * What a node holds of one draft. `hold` keeps every saving back until it is let go, `holdReading` every answer to a
 * reading; with `deaf` it saves and no answer comes.
 */
class Node {
  version = 0
  content: unknown
  held: (() => void)[] = []
  hold = false
  holdReading = false
  deaf = false

  put(body: { version: number; content: unknown }): Response {
    if (body.version !== this.version) return problem(409, 'stale')
    this.version++
    this.content = body.content
    return Response.json({ version: this.version })
  }

  answer = async (_url: string, init: RequestInit): Promise<Response> => {
    if (init.method === 'GET') {
      const read =
        this.content === undefined
          ? problem(404, 'not-found')
          : Response.json({ version: this.version, content: this.content })
      if (this.holdReading) await new Promise<void>(resolve => this.held.push(resolve))
      return read
    }
    if (init.method === 'DELETE') {
      this.content = undefined
      this.version = 0
      return Response.json({})
    }
    if (this.hold) await new Promise<void>(resolve => this.held.push(resolve))
    const answer = this.put(JSON.parse(String(init.body)))
    if (this.deaf) throw new TypeError('the line went')
    return answer
  }
}

const problem = (status: number, code: string) =>
  new Response(JSON.stringify({ type: `/problems/${code}`, code, title: code, status }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })

let node: Node
beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  node = new Node()
  vi.stubGlobal('fetch', node.answer)
  return () => vi.unstubAllGlobals()
})

/** The page goes while what was typed is on its way; the next page reads before it arrives. */
async function reloadedWhileSaving() {
  const before = new Keeper<string>('k')
  before.begin('first')
  await before.save()
  node.hold = true
  before.change(() => 'second')
  void before.save()
  node.hold = false
  const after = new Keeper<string>('k')
  await after.open()
  return after
}

test('what the page before was still sending arrives late, and nobody is asked which holds', async () => {
  const after = await reloadedWhileSaving()
  node.held.shift()?.()
  await vi.waitFor(() => expect(node.content).toBe('second'), 60_000)
  after.change(() => 'third')
  await after.save()
  expect(after.snapshot()).toEqual({ keeping: 'saved', value: 'third' })
  expect([node.version, node.content]).toEqual([3, 'third'])
})

test('what somebody else typed in between is not typed over', async () => {
  const after = await reloadedWhileSaving()
  node.put({ version: 1, content: 'elsewhere' })
  node.put({ version: 2, content: 'elsewhere, twice' })
  await after.save()
  expect(after.snapshot()).toMatchObject({ keeping: 'failed', problem: { code: 'stale' } })
  expect(node.content).toBe('elsewhere, twice')
})

test('what is handed in while it is being saved does not come back', async () => {
  const keeper = new Keeper<string>('k')
  node.hold = true
  keeper.begin('first')
  const saving = keeper.save()
  const forgotten = keeper.forget()
  node.held.shift()?.()
  await Promise.all([saving, forgotten])
  expect(node.content).toBeUndefined()
  expect(sessionStorage.getItem('lianqiao.draft.k')).toBeNull()
})

test('who reads it twice at a time – the desk, and its list of what is unfinished – loses nothing typed in between', async () => {
  node.put({ version: 0, content: 'first' })
  node.holdReading = true
  const keeper = new Keeper<string>('k')
  const desk = keeper.open()
  const list = keeper.open()
  await vi.waitFor(() => expect(node.held.length).toBeGreaterThan(0), 60_000)
  node.held.shift()?.()
  await desk
  keeper.change(() => 'second')
  node.held.shift()?.()
  await list
  expect(keeper.snapshot()).toEqual({ keeping: 'waiting', value: 'second' })
})

test('what was saved although the line took the answer is not called typed over elsewhere', async () => {
  const keeper = new Keeper<string>('k')
  keeper.begin('first')
  node.deaf = true
  await keeper.save()
  expect(keeper.snapshot()).toMatchObject({ keeping: 'failed', problem: { code: 'no-connection' } })
  node.deaf = false
  keeper.change(() => 'second')
  await keeper.save()
  expect(keeper.snapshot()).toEqual({ keeping: 'saved', value: 'second' })
  expect([node.version, node.content]).toEqual([2, 'second'])
})

test('nor after the page was loaded anew', async () => {
  const before = new Keeper<string>('k')
  before.begin('first')
  node.deaf = true
  await before.save()
  before.change(() => 'second')
  node.deaf = false
  const after = new Keeper<string>('k')
  await after.open()
  await after.save()
  expect(after.snapshot()).toEqual({ keeping: 'saved', value: 'second' })
  expect(node.content).toBe('second')
})
