import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestNode, type TestNode } from '../support/node.ts'

let node: TestNode

beforeAll(async () => {
  node = await startTestNode()
})
afterAll(() => node.stop())

interface Operation {
  operationId: string
  summary: string
  security?: unknown[]
  parameters: { name: string; in: string; required: boolean }[]
  requestBody?: { content: Record<string, { schema: { properties?: Record<string, unknown> } }> }
}

it('prints every endpoint of the node as OpenAPI 3.1, from the schemas that check the calls', async () => {
  const { status, body } = await node.as().get('/api/openapi.json')
  expect(status).toBe(200)
  expect(body.openapi).toBe('3.1.1')
  const operations = Object.values<Record<string, Operation>>(body.paths).flatMap(path => Object.values(path))
  const names = operations.map(o => o.operationId)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(
    expect.arrayContaining([
      'session.read',
      'cases.list',
      'matters.open',
      'evidence.pull',
      'calendar.import',
    ]),
  )
  expect(operations.every(o => o.summary.length > 3)).toBe(true)

  const act: Operation = body.paths['/api/cases/{id}/actions/{verb}'].post
  expect(act.parameters.map(p => [p.name, p.in, p.required])).toEqual([
    ['id', 'path', true],
    ['verb', 'path', true],
  ])
  expect(act.security).toBeDefined()
  expect(Object.keys(act.requestBody?.content['application/json']?.schema.properties ?? {})).toEqual(
    expect.arrayContaining(['command', 'seen', 'body', 'parts']),
  )
  expect(body.paths['/api/track/{code}'].get.security).toBeUndefined()
})
