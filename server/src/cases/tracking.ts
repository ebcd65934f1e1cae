import type { InputOf, OutputOf } from '@lianqiao/model/api/endpoint.ts'
import { type rateCase, type TrackedCase, track } from '@lianqiao/model/api/tracking.ts'
import type { English } from '@lianqiao/model/catalogue/english.ts'
import type { Calendar } from '@lianqiao/model/clocks/calendar.ts'
import { readClock } from '@lianqiao/model/clocks/clock.ts'
import { afterDay } from '@lianqiao/model/clocks/moment.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type { TrackingCode } from '@lianqiao/model/identifiers/tracking-code.ts'
import { parseTrackingCode } from '@lianqiao/model/identifiers/tracking-code-text.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { PermitData, Request } from '@lianqiao/model/procedures/permit/data.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import type { Actor, Body, Instant } from '@lianqiao/model/records/action.ts'
import { available, rowOf } from '@lianqiao/model/records/engine.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { listVersions } from '../catalogue/index.ts'
import { type Directory, directory } from '../federation/index.ts'
import { audit } from '../platform/audit.ts'
import { calendarOf } from '../platform/calendar.ts'
import { type Spelt, spell } from '../platform/http/route.ts'
import type { Node } from '../platform/node.ts'
import { transaction } from '../platform/transaction.ts'
import { act, type StepTaken, storiesOf } from '../records/index.ts'
import { accessesFor, resourceEnglish } from '../resources/index.ts'
import { awaitedNamed } from './awaited.ts'
import { clockViews } from './clocks.ts'
import { foldCase } from './load.ts'
import { findTracked, type Tracked } from './store.ts'
import { phaseWords } from './summary.ts'
import { keptAnswer } from './tracked-answers.ts'

/**
 * Everything under a tracking code, for whoever holds it: phases, dates, deadlines, uses of data – nothing personal. People
 * look again and again at what has not changed: whether it has, the database is asked each time, and only then for the rest.
 */
export async function trackMatter(node: Node, text: string): Promise<Spelt> {
  const [{ code, cases }, book] = await Promise.all([tracked(node, text), directory(node)])
  const versions = cases.map(({ id, version }) => `${id} ${version}`).join(' ')
  return keptAnswer(node, { code, versions, book }, async () => {
    const answer = await tell(node, code, cases, book)
    return { spelt: spell(track, answer), due: await firstDue(node, answer.cases) }
  })
}

async function tell(
  node: Node,
  code: TrackingCode,
  cases: readonly Tracked[],
  book: Directory,
): Promise<OutputOf<typeof track>> {
  const ids = cases.map(({ id }) => id)
  const now = node.time.now()
  const [calendar, stories, named, accesses] = await Promise.all([
    calendarOf(node.db),
    storiesOf(node.db, ids),
    resourceEnglish(node),
    Promise.all(ids.map(record => accessesFor(node, node.db, { record }))),
  ])
  const uses = accesses.flat().map(({ at, organ, provider, resourceName, purpose }) => ({
    ...{ at, organ, purpose },
    jurisdiction: provider,
    resource: resourceName,
  }))
  const requests = stories.flatMap(({ state }) => (state.data as PermitData).requests)
  const en = { ...named, ...(await tasksEnglish(node, requests)) }
  const said = [
    ...requests.map(({ name }) => name),
    ...uses.flatMap(({ resource, purpose }) => [resource, purpose]),
  ]
  const mentioned = new Set([
    ...stories.flatMap(c => [...c.state.participants]),
    ...uses.map(u => u.jurisdiction),
  ])
  return {
    code,
    cases: await Promise.all(
      stories.map(async ({ state: folded, steps }) => {
        const state = folded as RecordState<PermitData>
        const awaited = await awaitedNamed(node.db, state, calendar, now)
        return { ...trackedCase(node, state, steps, calendar), ...(awaited ? { awaited } : {}) }
      }),
    ),
    uses,
    en: Object.fromEntries(said.flatMap(text => (en[text] ? [[text, en[text]]] : []))),
    jurisdictions: Object.fromEntries([...mentioned].map(j => [j, book.nameOf(j)])),
  }
}

/** English of the names of the tasks that were asked for, each by the version that had this name. */
async function tasksEnglish(node: Node, requests: readonly Request[]): Promise<English> {
  const versions = await Promise.all(
    requests.map(({ to: jurisdiction, task: code }) =>
      listVersions(node.db, { kind: 'task', jurisdiction, code }),
    ),
  )
  return Object.fromEntries(versions.flat().map(({ document: { name, nameEn } }) => [name, nameEn]))
}

/** The first deadline that is still to come: from then on another answer is right. */
async function firstDue(node: Node, cases: readonly TrackedCase[]): Promise<string | undefined> {
  const { zone } = await calendarOf(node.db)
  const days = cases.flatMap(({ awaited }) =>
    awaited?.until && !awaited.overdue ? [afterDay(awaited.until, zone)] : [],
  )
  const dues = cases
    .flatMap(({ clocks }) => clocks.flatMap(({ promised, statutory }) => [promised, statutory]))
    .flatMap(due => (due && due.due !== 'unknown' && due.overdue === false ? [due.due] : []))
  return [...dues, ...days].sort()[0]
}

/**
 * 好差评: one rating a case, by whoever holds the code, from a device where no staff is signed in. Appended here or asked
 * of the leader; the staff have no other way to it.
 */
export async function rateTracked(
  node: Node,
  who: Principal | undefined,
  target: { code: string; id: RecordId },
  input: InputOf<typeof rateCase>,
  context: { traceId: string },
): Promise<{ rated: number }> {
  if (who?.kind === 'staff') throw problem('rating-not-staff')
  const { cases } = await tracked(node, target.code)
  if (!cases.some(({ id }) => id === target.id)) throw problem('record-not-found')
  return transaction(node.db, async tx => {
    const { state } = await foldCase(node, tx, target.id, false)
    const { command, comment, ...body } = input
    await act(node, tx, {
      record: target.id,
      verb: 'rate',
      actor: applicantOf(node, state.data),
      body: body as unknown as Body,
      parts: { comment },
      command,
      traceId: context.traceId,
    })
    await audit(node, tx, {
      who: 'public',
      verb: 'tracking.rate',
      object: target.id,
      traceId: context.traceId,
    })
    return { rated: input.grade }
  })
}

async function tracked(node: Node, text: string): Promise<{ code: TrackingCode; cases: Tracked[] }> {
  const code = parseTrackingCode(text)
  const cases = code ? await findTracked(node.db, node.vault.index('tracking', code)) : []
  if (!code || cases.length === 0) throw problem('record-not-found')
  return { code, cases }
}

function applicantOf(node: Node, data: PermitData): Actor {
  return {
    kind: 'applicant',
    jurisdiction: node.jurisdiction,
    subject: data.applicantSubject,
    roles: ['applicant'],
  }
}

function trackedCase(
  node: Node,
  state: RecordState<PermitData>,
  steps: readonly StepTaken[],
  calendar: Calendar,
): TrackedCase {
  const { data } = state
  const { code, name, nameEn } = data.item
  const mayRate = available(permit, state, applicantOf(node, data)).some(c => c.verb === 'rate' && !c.refusal)
  return {
    id: state.id,
    item: { code, name, nameEn },
    phase: state.phase,
    phaseWords: phaseWords(state.phase),
    ended: state.ended,
    receiving: data.receiving,
    deciding: data.deciding,
    clocks: clockViews(state, calendar, node.time.now()).filter(c => c.phase !== 'stopped'),
    steps: steps.map(({ verb, at, jurisdiction, by }) => ({
      title: rowOf(permit, verb).title,
      at: at as Instant,
      jurisdiction: jurisdiction as JurisdictionCode,
      by,
    })),
    ...(state.phase === 'correcting' && data.correction
      ? {
          correction: {
            points: data.correction.points.map(({ field, text }) =>
              field ? `${field.title}：${text}` : text,
            ),
            due: correctionDue(state, calendar, node.time.now()),
          },
        }
      : {}),
    ...(data.refusal ? { refusal: data.refusal } : {}),
    ...(data.decision ? { decision: decisionOf(data.decision) } : {}),
    requests: data.requests
      .filter(r => !r.cancelled)
      .map(r => ({ to: r.to, name: r.name, answered: r.answer !== undefined, urged: r.escalations > 0 })),
    ...(data.certificate ? { certificate: { id: data.certificate.id } } : {}),
    ...(data.delivered ? { delivered: data.delivered } : {}),
    mayRate,
    ...(data.rating ? { rated: data.rating.grade } : {}),
  }
}

function decisionOf({ granted, reason, at }: NonNullable<PermitData['decision']>) {
  return { granted, ...(reason ? { reason } : {}), at }
}

function correctionDue(state: RecordState<PermitData>, calendar: Calendar, now: string) {
  const clock = state.clocks.correction
  return (clock && (readClock(clock, calendar, now).statutory?.due as never)) ?? ('unknown' as const)
}
