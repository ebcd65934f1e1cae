import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { Action, type Disclosure, Disclosure as DisclosureSchema } from '@lianqiao/model/records/action.ts'
import { apply } from '@lianqiao/model/records/engine.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { z } from 'zod'
import type { Tx } from '../platform/database/database.ts'
import type { Node, RecordKind } from '../platform/node.ts'
import { enqueue } from '../platform/outbox.ts'
import { actionsOf } from './store/actions.ts'
import { disclosuresOf } from './store/disclosures.ts'

/** Message `record.replicate`: steps in order, and the personal parts that this participant gets. */
export const Replica = z.strictObject({
  kind: z.string().max(40),
  steps: z
    .array(z.strictObject({ action: Action, disclosures: z.array(DisclosureSchema).max(20) }))
    .min(1)
    .max(2000),
})
export type Replica = z.infer<typeof Replica>

/** A step as it changes a record, with its personal parts. */
export interface Step {
  before: RecordState | undefined
  state: RecordState
  action: Action
  disclosures: readonly Disclosure[]
}

/**
 * What every participant is to be told of a step that is about to be stored: the step itself; the whole history to one
 * that is new, and to one that takes the lead and by it may know more of what came before.
 */
export async function replicasOf(
  node: Node,
  tx: Tx,
  kind: RecordKind,
  { before, state, action, disclosures }: Step,
): Promise<[JurisdictionCode, Replica][]> {
  const replicas: [JurisdictionCode, Replica][] = []
  for (const to of state.participants.filter(p => p !== node.jurisdiction)) {
    const takesLead = before !== undefined && before.leader !== state.leader && to === state.leader
    const knowsTheRest =
      before === undefined ||
      (before.participants.includes(to) && (!takesLead || (await wasTold(tx, kind, state, action, to))))
    const earlier = knowsTheRest ? [] : await history(node, tx, state.id)
    replicas.push([to, replicaFor(kind, state, to, [...earlier, { action, disclosures }])])
  }
  return replicas
}

/** Tell a participant; what he is told of the same record in the same transaction goes as one message. */
export async function tell(
  node: Node,
  tx: Tx,
  record: RecordId,
  to: JurisdictionCode,
  body: Replica,
  traceId: string | undefined,
): Promise<void> {
  const joined = (earlier: unknown): Replica => ({
    ...body,
    steps: [...(earlier as Replica).steps, ...body.steps],
  })
  await enqueue(node, tx, { to, type: 'record.replicate', record, body, joined, traceId })
}

/** Tell one participant the whole history again: steps that he has cost him nothing. */
export async function tellHistory(
  node: Node,
  tx: Tx,
  kind: RecordKind,
  state: RecordState,
  to: JurisdictionCode,
): Promise<void> {
  const body = replicaFor(kind, state, to, await history(node, tx, state.id))
  await enqueue(node, tx, { to, type: 'record.replicate', record: state.id, body })
}

/** Steps as a participant gets them: with the personal parts that he may know as the record stands now. */
const replicaFor = (
  { procedure }: RecordKind,
  state: RecordState,
  to: JurisdictionCode,
  steps: readonly Pick<Step, 'action' | 'disclosures'>[],
): Replica => ({
  kind: state.kind,
  steps: steps.map(({ action, disclosures }) => ({
    action,
    disclosures: disclosures.filter(part => procedure.discloses(state.data, to, action, part.name)),
  })),
})

/** Whether a participant was told of every step, when it was taken, all the parts of it that he may know now. */
async function wasTold(
  tx: Tx,
  kind: RecordKind,
  now: RecordState,
  last: Action,
  to: JurisdictionCode,
): Promise<boolean> {
  const { procedure } = kind
  let then: RecordState | undefined
  for (const action of [...(await actionsOf(tx, now.id)), last]) {
    then = apply(procedure, then, action)
    const { data, participants } = then
    const parts = Object.keys(action.sealed).filter(part => procedure.discloses(now.data, to, action, part))
    if (!participants.includes(to) || !parts.every(part => procedure.discloses(data, to, action, part)))
      return false
  }
  return true
}

async function history(node: Node, tx: Tx, record: RecordId) {
  const [parts, actions] = await Promise.all([disclosuresOf(node, tx, record), actionsOf(tx, record)])
  return actions.map(action => ({ action, disclosures: parts.get(action.seq) ?? [] }))
}
