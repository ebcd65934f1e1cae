import type { actOnCase } from '@lianqiao/model/api/cases.ts'
import type { InputOf, OutputOf } from '@lianqiao/model/api/endpoint.ts'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { documentNumber } from '@lianqiao/model/notices/kinds.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import type { BodyOf } from '@lianqiao/model/procedures/permit/bodies.ts'
import type { Body } from '@lianqiao/model/records/action.ts'
import { getProfile } from '../../catalogue/index.ts'
import { bindFiles } from '../../files/index.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { act, actorOf, type Parts } from '../../records/index.ts'
import { foldCase, getReadable, type OpenCase } from '../load.ts'
import { prepareRequest } from '../requests.ts'

/**
 * Take a step on a case: appended here where this node leads, asked of the leader otherwise. Rule, post, agreement and
 * lock are the engine's; here is only what the node knows better than the one who types.
 */
export async function actOnCaseAction(
  node: Node,
  who: Principal,
  target: { id: RecordId; verb: string },
  input: InputOf<typeof actOnCase>,
  context: { traceId: string },
): Promise<OutputOf<typeof actOnCase>> {
  return transaction(node.db, async tx => {
    await getReadable(tx, who, target.id)
    const { body, parts } = await complete(node, tx, target, input)
    const outcome = await act(node, tx, {
      record: target.id,
      verb: target.verb,
      actor: actorOf(node, who),
      body,
      parts,
      // Numbers and limits are filled in anew each time: a repeated command is known by what the person sent.
      sent: [input.body, input.parts],
      command: input.command,
      seen: input.seen,
      traceId: context.traceId,
    })
    if (target.verb === 'correct') await bindFiles(tx, filesOf(body), target.id, who)
    await audit(node, tx, { who, verb: `cases.${target.verb}`, object: target.id, traceId: context.traceId })
    return outcome as OutputOf<typeof actOnCase>
  })
}

/** Fill in what nobody should have to type: numbers of decisions, limits and content of requests, where to pass on to. */
async function complete(
  node: Node,
  tx: Tx,
  { id, verb }: { id: RecordId; verb: string },
  input: InputOf<typeof actOnCase>,
): Promise<{ body: Body; parts: Parts }> {
  const { body, parts } = input
  const opened = await foldCase(node, tx, id, true)
  switch (verb) {
    case 'offer':
      return { body: { to: opened.state.data.deciding, ...body }, parts }
    case 'grant':
    case 'deny':
      return { body: { number: await decisionNumber(node, tx, opened, verb), ...body }, parts }
    case 'ask': {
      const asked = body as unknown as Pick<BodyOf<'ask'>, 'to' | 'task' | 'note'>
      const prepared = await prepareRequest(tx, opened.state.data, asked, node.time.now())
      return { body: prepared.body as unknown as Body, parts: prepared.parts }
    }
    default:
      return { body, parts }
  }
}

async function decisionNumber(
  node: Node,
  tx: Tx,
  { state }: OpenCase,
  verb: 'grant' | 'deny',
): Promise<string> {
  const { shortName } = await getProfile(tx, node.jurisdiction)
  return documentNumber(verb === 'grant' ? 'decision' : 'denial', shortName, state.id, state.seq + 1)
}

function filesOf(body: Body): string[] {
  const { documents = [] } = body as unknown as Partial<BodyOf<'correct'>>
  return documents.flatMap(d => (d.files ?? []).map(f => f.id))
}
