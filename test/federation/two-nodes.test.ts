import { afterAll, beforeAll, expect, test } from 'vitest'
import { staff } from '../support/as.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
beforeAll(async () => {
  nodes = await startTwoNodes({ signIn: true })
})
afterAll(() => nodes.stop())

test('both nodes answer, each for its own jurisdiction', async () => {
  for (const [node, jurisdiction] of [
    [nodes.pukou, '320111'],
    [nodes.hexian, '340523'],
  ] as const)
    expect(await node.as().get('/api/health')).toMatchObject({
      status: 200,
      body: { status: 'ok', jurisdiction },
    })
})

test('both hold the same agreement', async () => {
  const [pukou, hexian] = await Promise.all(
    [nodes.pukou, nodes.hexian].map(async node => {
      const clerk = staff(node.node.jurisdiction, ['clerk'])
      return (await node.as(clerk).get('/api/agreements')).body.agreements
    }),
  )
  expect(pukou).toHaveLength(1)
  expect(pukou[0].hash).toBe(hexian[0].hash)
})

test('the provider knows both nodes', async () => {
  const accounts = (await (await fetch(`${nodes.provider?.url}/demo/accounts`)).json()) as {
    jurisdictions: string[]
  }[]
  expect(new Set(accounts.flatMap(account => account.jurisdictions))).toEqual(new Set(['320111', '340523']))
})
