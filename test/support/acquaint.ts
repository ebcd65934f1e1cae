import { greetPartners } from '../../server/src/catalogue/actions/tell.ts'
import { heldAgreements } from '../../server/src/federation/agreements.ts'
import type { Node } from '../../server/src/platform/node.ts'
import { until } from './until.ts'

/**
 * Let partners get to know each other: resolves when each holds every signature and the other's whole catalogue, and nothing
 * is on its way. Left to themselves they come to it in their own time, within seconds, and in any order.
 */
export async function acquaint(nodes: readonly Node[]): Promise<void> {
  for (const node of nodes)
    await until('every signature', async () => {
      const held = await heldAgreements(node, node.db)
      return held.length > 0 && held.every(one => one.signedBy.length === one.document.parties.length)
    })
  await Promise.all(nodes.map(greetPartners))
  for (const node of nodes) await until('nothing on its way', () => hasSentAll(node))
}

/** Whether everything that a node put into its outbox has come to an end. */
export async function hasSentAll({ db }: Pick<Node, 'db'>): Promise<boolean> {
  const waiting = db.selectFrom('outbox').select('id').where('state', 'in', ['queued', 'sent'])
  return (await waiting.executeTakeFirst()) === undefined
}
