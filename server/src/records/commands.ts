import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type { Action, Actor, Body, CommandId, Instant } from '@lianqiao/model/records/action.ts'
import { digest } from '@lianqiao/model/records/chain.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import type { Parts } from './parts.ts'
import { insertCommand } from './store/commands.ts'

/** A wish of somebody of this node, as far as it tells whether another one is the same. */
interface Wished {
  record: RecordId
  command: CommandId
  verb: string
  actor: Actor
  body: Body
  parts?: Parts
  sent?: unknown
}

/** Remember a command, so that the same one again has the same answer, and other content under its id is found. */
export async function keepCommand(
  node: Node,
  tx: Tx,
  wish: Wished,
  leader: string,
  at: Instant,
): Promise<void> {
  const { command: id, record, verb, actor } = wish
  const state = leader === node.jurisdiction ? 'done' : 'asked'
  const content = contentOf(node, wish)
  await insertCommand(tx, { id, record, verb, leader, askedBy: actor.subject, askedAt: at, content, state })
}

/** Whether a wish is the one that its command id was used for. What the node does by itself names its cause in the id. */
export function isSame(node: Node, content: Buffer, wish: Wished): boolean {
  return wish.actor.kind === 'system' || content.equals(contentOf(node, wish))
}

/** Whether a wish is that of a step which came back from a partner after a restore: of its content only the chain knows. */
export function tookBack({ verb, actor }: Action, wish: Pick<Wished, 'verb' | 'actor'>): boolean {
  return verb === wish.verb && actor.subject === wish.actor.subject
}

/** A keyed digest: enough to know a wish again, and nothing of its personal parts can be guessed from it. */
function contentOf(node: Node, { verb, actor, body, parts, sent }: Wished): Buffer {
  return node.vault.index('command', digest([verb, actor.subject, sent ?? [body, parts ?? {}]]))
}
