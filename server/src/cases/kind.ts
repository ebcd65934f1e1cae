import { problem } from '@lianqiao/model/problems/problem.ts'
import type { BodyOf } from '@lianqiao/model/procedures/permit/bodies.ts'
import type { PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import { postAllows } from '@lianqiao/model/procedures/permit/posts.ts'
import { requireCollaboration, requireGrant } from '../federation/index.ts'
import type { Connection } from '../platform/database/database.ts'
import type { Authorization, Node, RecordKind, Step } from '../platform/node.ts'
import { project, recount } from './project.ts'

/** Steps after which something follows by itself; `continue.ts` says what. */
const continued: readonly string[] = ['offer', 'accept', 'grant', 'deny', 'annul']

/** Service cases as a kind of record: who may act under which agreement, and what follows a step. */
export const permitKind: RecordKind<PermitData> = {
  procedure: permit,
  authorize,
  recounted: recount,
  async appended(node, tx, step) {
    await project(node, tx, step)
    if (continued.includes(step.action.verb))
      await node.jobs.send(tx, 'case.continue', {
        record: step.state.id,
        seq: step.action.seq,
        verb: step.action.verb,
      })
  },
}

async function authorize(node: Node, db: Connection, asked: Authorization<PermitData>): Promise<void> {
  const { state, row, actor, at } = asked
  if (state && !postAllows(row, state, actor)) throw problem('forbidden')
  const { item, deciding, begun } = subject(asked)
  // Who does not decide acts by a power that the deciding side gave. A resident acts in his own affair and needs none.
  if (row.power && actor.jurisdiction !== deciding && actor.kind !== 'applicant')
    await requireGrant(node, db, {
      item,
      grantor: deciding,
      grantee: actor.jurisdiction,
      power: row.power,
      station: actor.station ?? state?.data.station,
      staff: actor.subject,
      at: at as never,
      begun: begun as never,
    })
  if (row.verb === 'ask') {
    const { task, to } = asked.body as unknown as BodyOf<'ask'>
    await requireCollaboration(node, db, {
      task,
      item,
      asker: deciding,
      asked: to,
      at: at as never,
      begun: begun as never,
    })
  }
}

function subject({ state, body }: Authorization<PermitData>): {
  item: string
  deciding: string
  begun: string | undefined
} {
  if (state) return { item: state.data.item.code, deciding: state.data.deciding, begun: state.openedAt }
  const { item, deciding } = body as unknown as BodyOf<'receive'>
  return { item: item.code, deciding, begun: undefined }
}

export type PermitStep = Step<PermitData>
