import { endpoint } from '@lianqiao/model/api/endpoint.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { route, whoOf } from '../../server/src/platform/http/route.ts'
import type { Module } from '../../server/src/platform/module.ts'
import { staff } from './as.ts'
import { startTestNode, type TestNode } from './node.ts'

const greeting = endpoint({
  name: 'test.greet',
  summary: 'Say who calls',
  method: 'GET',
  path: '/api/greet',
  permission: 'queue.call',
  output: z.object({ subject: z.string() }),
})
const greeter: Module = {
  name: 'greeter',
  routes: [route(greeting, async call => ({ subject: whoOf(call).subject }))],
}

let node: TestNode
beforeAll(async () => {
  node = await startTestNode({ jurisdiction: '340523', modules: [greeter] })
})
afterAll(() => node.stop())

test('a test speaks to a node as the person it names', async () => {
  const answer = await node.as(staff('340523', ['clerk'], { subject: 'li' })).get('/api/greet')
  expect(answer).toMatchObject({ status: 200, body: { subject: 'li' } })
})

test('a stranger is asked to sign in, the wrong post is refused', async () => {
  expect((await node.as().get('/api/greet')).body.code).toBe('sign-in-needed')
  expect((await node.as(staff('340523', ['auditor'])).get('/api/greet')).body.code).toBe('forbidden')
})
