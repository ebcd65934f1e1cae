import type { CaseView, ChoiceView, TimelineStep } from '@lianqiao/model/api/case-views.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { mayList } from '@lianqiao/model/people/may.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import type { ProblemDocument } from '@lianqiao/model/problems/problem.ts'
import { problems } from '@lianqiao/model/problems/table.ts'
import type { PermitData, Request } from '@lianqiao/model/procedures/permit/data.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import { postAllows } from '@lianqiao/model/procedures/permit/posts.ts'
import type { Action, Instant } from '@lianqiao/model/records/action.ts'
import { available, type Choice, groundIn, rowOf } from '@lianqiao/model/records/engine.ts'
import { calendarOf } from '../platform/calendar.ts'
import type { Node } from '../platform/node.ts'
import { actorOf, type PendingCommand, pendingCommands } from '../records/index.ts'
import { clockViews } from './clocks.ts'
import { getCase, type OpenCase, openCase } from './load.ts'
import { siblingsOf } from './store.ts'
import { phaseWords, summaryOf } from './summary.ts'
import { hasAnsweredAll, waits } from './waits.ts'

/** A whole case for somebody who may read it: what he sees of it, and what he may do next. */
export async function viewCase(node: Node, who: Principal, id: string): Promise<CaseView> {
  const opened = await openCase(node, node.db, who, id)
  const { state, actions } = opened
  const { data } = state
  const [calendar, pending, siblingIds] = await Promise.all([
    calendarOf(node.db),
    pendingCommands(node.db, id),
    siblingsOf(node.db, data.matter, id, mayList(who)),
  ])
  const siblings = await Promise.all(siblingIds.map(sibling => getCase(node.db, sibling)))
  const clocks = clockViews(state, calendar, node.time.now())
  return {
    summary: summaryOf(state, calendar, node.time.now(), data.applicant?.name ?? null),
    seq: state.seq,
    head: state.head,
    participants: [...state.participants],
    ...(data.station ? { station: data.station } : {}),
    itemVersion: data.item.version,
    ...optional('itemKind', data.item.kind),
    applicant: data.applicant ? present(data.applicant) : null,
    form: (data.form as CaseView['form']) ?? null,
    documents: data.documents,
    ...optional('reminded', data.reminded),
    ...optional('checked', data.checked),
    evidence: data.evidence.map(e => ({
      ...e,
      ...optional('content', data.evidenceContent?.[e.id]),
    })) as CaseView['evidence'],
    delivery: data.delivery,
    trackingCode: (data.trackingCode as CaseView['trackingCode']) ?? null,
    ...pick(data),
    requests: data.requests.map(r => requestView(opened, r, clocks)),
    clocks,
    timeline: actions.map(action => stepOf(action, state)),
    choices: choicesOf(node, who, state, pending),
    pending: pending.map(pendingView),
    siblings: siblings.map(({ id, data: { item }, phase }) => ({
      ...{ id, name: item.name, nameEn: item.nameEn },
      phaseWords: phaseWords(phase),
    })),
  }
}

/**
 * The steps open to a reader: procedure, seat, post and department have all agreed. What the leader was asked for already
 * waits for his answer.
 */
function choicesOf(
  node: Node,
  who: Principal,
  state: OpenCase['state'],
  pending: readonly PendingCommand[],
): ChoiceView[] {
  const actor = actorOf(node, who)
  const isAsked = (verb: string) =>
    waits(verb, pending) || (verb === 'answer' && hasAnsweredAll(state.data, node.jurisdiction, pending))
  return available(permit, state, actor)
    .filter(choice => postAllows(rowOf(permit, choice.verb), state, actor))
    .map(choice => (isAsked(choice.verb) ? { ...choice, refusal: 'asked-already' as const } : choice))
    .map(choiceView)
}

function choiceView({ refusal, ...choice }: Choice): ChoiceView {
  if (!refusal) return choice
  return {
    ...choice,
    refusal: typeof refusal === 'string' ? { zh: problems[refusal].zh, en: problems[refusal].en } : refusal,
  }
}

function stepOf(action: Action, state: OpenCase['state']): TimelineStep {
  const row = rowOf(permit, action.verb)
  const { kind, name, department, station } = action.actor
  return {
    seq: action.seq,
    verb: action.verb,
    title: row.title,
    at: action.at,
    jurisdiction: action.actor.jurisdiction,
    leader: action.leader,
    by: {
      kind,
      ...optional('name', name),
      ...optional('department', department),
      ...optional('station', station),
    },
    ...optional('document', row.document),
    ...optional('ground', groundIn(permit, row, state)),
    body: action.body,
    hash: action.hash,
  }
}

function pendingView({
  id,
  verb,
  leader,
  askedAt,
  state,
  problem,
}: PendingCommand): CaseView['pending'][number] {
  const told = (problem ?? {}) as Partial<ProblemDocument & { english: ProblemDocument }>
  const { code, detail, errors, english } = told
  return {
    id,
    verb,
    title: rowOf(permit, verb).title,
    leader: leader as JurisdictionCode,
    askedAt: askedAt as Instant,
    state: state !== 'refused' ? 'asked' : code === 'peer-given-up' ? 'undelivered' : 'refused',
    ...optional('problem', detail === undefined ? undefined : { zh: detail, en: english?.detail ?? detail }),
    ...optional(
      'faults',
      errors?.map(({ pointer, detail }, at) => ({
        pointer,
        detail: { zh: detail, en: english?.errors?.[at]?.detail ?? detail },
      })),
    ),
  }
}

function requestView(
  opened: OpenCase,
  request: Request,
  clocks: CaseView['clocks'],
): CaseView['requests'][number] {
  const partOf = (verb: string, name: string) => {
    const step = opened.actions.find(a => a.verb === verb && a.body.request === request.id)
    return step && opened.parts.get(step.seq)?.find(part => part.name === name)?.value
  }
  const { answer, cancelled, limit: _limit, authority, ...rest } = request
  return {
    ...rest,
    cancelled: cancelled ?? false,
    ...optional('authority', authority),
    ...optional(
      'clock',
      clocks.find(c => c.name === `asked:${request.id}`),
    ),
    ...optional('input', partOf('ask', 'given') as never),
    ...(answer
      ? {
          answer: {
            answer: answer.answer,
            done: answer.done,
            ...optional('reason', answer.reason),
            at: answer.at,
            ...optional('outcome', partOf('answer', 'outcome') as never),
          },
        }
      : {}),
  }
}

function pick({ correction, refusal, decision, certificate, delivered, rating }: PermitData) {
  return {
    ...optional('correction', correction),
    ...optional('refusal', refusal),
    ...optional('decision', decision),
    ...optional('certificate', certificate),
    ...optional('delivered', delivered),
    ...optional('rating', rating),
  }
}

/** A member only where there is a value: absent and undefined are not the same to a schema. */
function optional<K extends string, V>(key: K, value: V | undefined): { [k in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [k in K]?: V })
}

function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as never
}
