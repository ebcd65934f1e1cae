import type { actOnCase } from '@lianqiao/model/api/cases.ts'
import type { InputOf, OutputOf } from '@lianqiao/model/api/endpoint.ts'
import { gapsInAnswer } from '@lianqiao/model/catalogue/task.ts'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { documentNumber } from '@lianqiao/model/notices/kinds.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { BodyOf } from '@lianqiao/model/procedures/permit/bodies.ts'
import type { Body } from '@lianqiao/model/records/action.ts'
import { getProfile, getTask } from '../../catalogue/index.ts'
import { bindFiles } from '../../files/index.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { act, actorOf, type Parts, pendingCommands } from '../../records/index.ts'
import { corrected } from '../corrected.ts'
import { filesOf } from '../files-of.ts'
import { foldCase, getReadable, type OpenCase } from '../load.ts'
import { prepareRequest } from '../requests.ts'
import { waits } from '../waits.ts'

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
    if (!outcome.done) await refuseAgain(tx, target, input.command)
    const handedIn = namedIn(target.verb, input.body as Body, parts)
    if (handedIn.length > 0) await bindFiles(tx, handedIn, target.id, who)
    await audit(node, tx, { who, verb: `cases.${target.verb}`, object: target.id, traceId: context.traceId })
    return outcome as OutputOf<typeof actOnCase>
  })
}

/** The record is locked: nobody else asks at this moment. Throws `asked-already`. */
async function refuseAgain(tx: Tx, { id, verb }: { id: RecordId; verb: string }, command: string) {
  const others = (await pendingCommands(tx, id)).filter(asked => asked.id !== command)
  if (waits(verb, others)) throw problem('asked-already')
}

/** A step as a person sends it, and as it is taken. */
interface Sent {
  body: Body
  parts: Parts
}

/** What the node fills into a step, or holds it against, before it is taken; it knows the whole case. */
type Completion = (node: Node, tx: Tx, opened: OpenCase, sent: Sent) => Promise<Sent>

/** What nobody should have to type: numbers of decisions, limits and content of requests, where to pass on to. */
const completions = new Map<string, Completion>([
  [
    'offer',
    async (_node, _tx, { state }, { body, parts }) => ({ body: { to: state.data.deciding, ...body }, parts }),
  ],
  ['grant', numbered('decision')],
  ['deny', numbered('denial')],
  [
    'ask',
    async (node, tx, { state }, { body }) => {
      const asked = body as unknown as Pick<BodyOf<'ask'>, 'to' | 'task' | 'authority' | 'note'>
      const prepared = await prepareRequest(tx, state.data, asked, node.time.now())
      return { body: prepared.body as unknown as Body, parts: prepared.parts }
    },
  ],
  [
    'answer',
    async (node, tx, opened, sent) => {
      await checkAnswer(node, tx, opened, sent.body as unknown as BodyOf<'answer'>, sent.parts)
      return sent
    },
  ],
  ['correct', (_node, tx, { state }, sent) => corrected(tx, state, sent)],
])

/** Most steps say all that there is to say: for these nothing is read. */
async function complete(
  node: Node,
  tx: Tx,
  { id, verb }: { id: RecordId; verb: string },
  input: InputOf<typeof actOnCase>,
): Promise<Sent> {
  const sent = { body: input.body as Body, parts: input.parts }
  const completion = completions.get(verb)
  return completion ? completion(node, tx, await foldCase(node, tx, id, true), sent) : sent
}

function numbered(kind: 'decision' | 'denial'): Completion {
  return async (node, tx, { state }, { body, parts }) => {
    const { shortName } = await getProfile(tx, node.jurisdiction)
    return { body: { number: documentNumber(kind, shortName, state.id, state.seq + 1), ...body }, parts }
  }
}

/**
 * 协办答复 holds what the task asks of it: an insurance that was ended has its day. The task is this side's own, as in force.
 * Throws `answer-incomplete`.
 */
async function checkAnswer(
  node: Node,
  tx: Tx,
  { state }: OpenCase,
  given: BodyOf<'answer'>,
  { outcome = {} }: Parts,
): Promise<void> {
  const request = state.data.requests.find(({ id, to }) => id === given.request && to === node.jurisdiction)
  // Whoever answers what nobody asked of him is told so by the procedure.
  if (!request) return
  const asked = { jurisdiction: node.jurisdiction, code: request.task }
  const { document: task } = await getTask(tx, asked, node.time.now())
  const gaps = gapsInAnswer(task, given, outcome as Record<string, unknown>)
  if (gaps.length === 0) return
  const labelOf = (pointer: string) =>
    task.output.find(({ name }) => pointer === `/outcome/${name}`)?.label ??
    { '/reason': '原因' }[pointer] ??
    '答复'
  const answer = task.answers.find(({ code }) => code === given.answer)?.name ?? String(given.answer)
  throw problem(
    'answer-incomplete',
    { answer, missing: gaps.map(labelOf).join('、') },
    gaps.map(pointer => ({ pointer, zh: `请填写${labelOf(pointer)}`, en: 'This is needed' })),
  )
}

/** The uploads that a step hands in. */
function namedIn(verb: string, body: Body, { form }: Parts): string[] {
  const { documents = [], authority = [] } = body as unknown as Partial<BodyOf<'correct'> & BodyOf<'ask'>>
  if (verb === 'ask') return authority.map(file => file.id)
  if (verb !== 'correct' && verb !== 'supply') return []
  return filesOf(
    form,
    documents.map(d => ({ ...d, files: d.files ?? [] })),
  )
}
