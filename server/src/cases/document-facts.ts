import type { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import type { JurisdictionProfile } from '@lianqiao/model/catalogue/jurisdiction.ts'
import type { DataResource } from '@lianqiao/model/catalogue/resource.ts'
import type { Calendar } from '@lianqiao/model/clocks/calendar.ts'
import { readClock } from '@lianqiao/model/clocks/clock.ts'
import { momentOf } from '@lianqiao/model/clocks/moment.ts'
import { maskResidentId, type ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import type { TrackingCode } from '@lianqiao/model/identifiers/tracking-code.ts'
import type { CommonFacts, DocumentLine } from '@lianqiao/model/notices/facts.ts'
import { documentNumber, type NoticeKind, noticeForms } from '@lianqiao/model/notices/kinds.ts'
import { type NoticeLimit, noticeLimit } from '@lianqiao/model/notices/until.ts'
import type { BodyOf, ProvidedDocument, Verb } from '@lianqiao/model/procedures/permit/bodies.ts'
import type { PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import { basisLine, groundOf } from '@lianqiao/model/procedures/permit/grounds.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import type { Action } from '@lianqiao/model/records/action.ts'
import { rowOf } from '@lianqiao/model/records/engine.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'

/** Everything that a document is made from: the state right after its step, and the two offices. */
export interface Circumstances {
  state: RecordState<PermitData>
  action: Action
  calendar: Calendar
  item: ItemVersion
  receiving: JurisdictionProfile
  deciding: JurisdictionProfile
  trackUrl: (code: string) => string
  /** Of a verification letter: which document of the step it asks about, whom, and what his register is called. */
  letter?: { code: string; to: JurisdictionProfile; resource: DataResource | undefined } | undefined
}

/** The facts of a document, or nothing where this step does not make it. Pure, so that the same step prints the same. */
export function factsOf(kind: NoticeKind, c: Circumstances): object | undefined {
  const { state, action } = c
  const { data } = state
  const body = <V extends Verb>() => action.body as unknown as BodyOf<V>
  const common = commonOf(kind, c)
  const on = (at: string) => momentOf(at, c.calendar.zone).date
  const limits = (clock: string) => limitsOf(c, clock)
  switch (kind) {
    case 'receipt':
      return {
        ...common,
        documents: linesOf(c, data.documents),
        receivedOn: on(data.receivedAt),
        ...one('transfer', limits('transfer').promised),
        ...one('acceptance', limits('acceptance').statutory),
      }
    case 'return-notice':
      return { ...common, reason: body<'return'>().reason, documents: linesOf(c, data.documents) }
    case 'correction-notice': {
      const points = body<'require-correction'>().points.map(({ document, field, text }) => ({
        ...one('document', document ? nameOf(c.item, document) : field && `申请表：${field.title}`),
        text,
      }))
      return { ...common, points, correction: limits('correction').statutory }
    }
    case 'supply-reminder': {
      const { documents } = body<'remind'>()
      return {
        ...common,
        documents: data.documents.flatMap(({ code, until, letter }) =>
          until && documents.includes(code)
            ? [{ document: nameOf(c.item, code), until, letter: letter !== undefined }]
            : [],
        ),
      }
    }
    case 'acceptance-notice':
      return {
        ...common,
        receivedOn: on(data.receivedAt),
        acceptedOn: on(data.acceptedAt ?? action.at),
        deemed: data.deemed ?? false,
        documents: linesOf(c, data.documents),
        decision: limits('decision'),
      }
    case 'collection-voucher':
      return state.phase === 'accepted' && data.delivery.way === '窗口领取'
        ? {
            ...common,
            acceptedOn: on(data.acceptedAt ?? action.at),
            result: c.item.results[0]?.name ?? c.item.name,
            ways: [data.delivery.way],
            place: stationName(c),
            decision: limits('decision'),
          }
        : undefined
    case 'refusal-notice': {
      const { reason, basis, returnOn } = body<'refuse'>()
      const remedies = remediesOf(c)
      return { ...common, reason, ...one('law', basis), ...one('returnOn', returnOn), remedies }
    }
    case 'verification-letter':
      return letterFacts(c, common)
    case 'special-procedure-notice': {
      const { procedure, reason } = body<'suspend'>()
      return { ...common, procedure, reason, since: on(action.at) }
    }
    case 'extension-notice': {
      const { by, reason } = body<'extend'>()
      return { ...common, by, reason, decision: limits('decision') }
    }
    case 'decision': {
      const [result] = c.item.results
      const opinion = body<'grant'>().opinion
      return {
        ...common,
        number: data.decision?.number ?? common.number,
        appliedOn: on(data.receivedAt),
        delivery: c.item.limits.delivery,
        ...one('opinion', opinion),
        ...one('result', result?.name),
        ...one('validity', result?.validity),
      }
    }
    case 'denial': {
      const { reason, basis, number } = body<'deny'>()
      const remedies = remediesOf(c)
      return { ...common, number, appliedOn: on(data.receivedAt), reason, law: basis, remedies }
    }
    case 'delivery-receipt': {
      const { way, postNumber } = body<'deliver'>()
      const [result] = c.item.results
      const number = data.certificate?.id ?? data.decision?.number ?? common.number
      return {
        ...common,
        delivered: [{ name: result?.name ?? c.item.name, number, copies: 1 }],
        way,
        ...one('postNumber', postNumber),
        recipient: data.applicant?.name ?? '—',
        deliveredOn: on(action.at),
      }
    }
    case 'termination-notice': {
      const withdrawn = action.verb === 'withdraw'
      return {
        ...common,
        cause: withdrawn ? 'withdrawn' : 'lapsed',
        ...one('reason', withdrawn ? body<'withdraw'>().reason : undefined),
      }
    }
    case 'annulment': {
      const { reason, basis } = body<'annul'>()
      const certificate = one('certificate', data.certificate?.id)
      return { ...common, reason, law: basis, ...certificate, remedies: remediesOf(c) }
    }
    case 'certificate':
      // Printed by the certificates module, which holds its content.
      return undefined
  }
}

/** 核验函: about one document of the step; several of one step are numbered 之二, 之三. */
function letterFacts(c: Circumstances, { tracking: _own, ...common }: CommonFacts): object | undefined {
  const { state, action, letter, item } = c
  const { documents = [] } = action.body as unknown as Partial<BodyOf<'receive'>>
  const letters = documents.filter(d => d.letter)
  const at = letters.findIndex(d => d.code === letter?.code)
  const { applicant } = state.data
  if (!letter || !applicant || at < 0) return undefined
  const { to, resource } = letter
  const fields = resource?.fields.filter(f => f.name !== resource.key && f.name !== 'name') ?? []
  return {
    ...common,
    ...(at > 0 ? { number: `${common.number}之${chineseNumber(at + 1)}` } : {}),
    to: to.departments.find(d => d.code === resource?.department)?.name ?? `${to.name}政务服务管理机构`,
    subject: { name: applicant.name, idNumber: applicant.idNumber },
    document: nameOf(item, letter.code),
    register: resource?.name ?? nameOf(item, letter.code),
    fields: fields.map(f => f.label),
    purpose: item.name,
    ...one('basis', '国务院关于在线政务服务的若干规定（国令第716号）；政务数据共享条例（国令第809号）'),
  }
}

const chineseNumber = (n: number) => '一二三四五六七八九十'[n - 1] ?? String(n)

function commonOf(kind: NoticeKind, c: Circumstances): CommonFacts {
  const { state, action, item, receiving, deciding } = c
  const { data } = state
  const row = rowOf(permit, action.verb)
  const ours = noticeForms[kind].by === 'receiving' ? receiving : deciding
  const code = data.trackingCode as TrackingCode | undefined
  return {
    record: state.id,
    number: documentNumber(kind, ours.shortName, state.id, action.seq),
    item: { code: item.code, name: item.name, kind: item.kind },
    applicant: {
      name: data.applicant?.name ?? '—',
      ...one('id', data.applicant && maskResidentId(data.applicant.idNumber as ResidentId)),
    },
    receiving: { jurisdiction: receiving.code, name: receivingOffice(c) },
    deciding: { jurisdiction: deciding.code, name: item.department.name },
    date: momentOf(action.at, c.calendar.zone).date,
    ...one('basis', groundOf(row, { kind: item.kind, basis: basisLine(item) })?.zh),
    ...one('handler', action.actor.name),
    ...one('tracking', code && { code, url: c.trackUrl(code) }),
    enquiries: item.phones.consult,
    complaints: item.phones.complaint,
  }
}

/**
 * 救济途径: the people's government of the deciding organ's own level (行政复议法 第二十四条), and the court of the place where
 * it sits (行政诉讼法 第十八条); where courts for administrative cases are assigned, the assigned one – which, no data say yet.
 */
function remediesOf({ deciding }: Circumstances): { review: string; court: string } {
  return {
    review: `${deciding.name}人民政府`,
    court: `${deciding.name}人民法院（行政案件集中管辖的，为指定的人民法院）`,
  }
}

/** The side whose window it was: its station, else its hall. Where nobody receives for another, the deciding office. */
function receivingOffice(c: Circumstances): string {
  const { data } = c.state
  return data.receiving === data.deciding && !data.station ? c.item.department.name : stationName(c)
}

function stationName({ state, receiving }: Circumstances): string {
  const { station } = state.data
  const found = receiving.stations.find(s => s.code === station) ?? receiving.stations[0]
  return found ? `${receiving.shortName}${found.name}` : receiving.name
}

function limitsOf(
  { state, calendar, action }: Circumstances,
  name: string,
): { promised?: NoticeLimit; statutory?: NoticeLimit } {
  const clock = state.clocks[name]
  if (!clock) return {}
  const { promised, statutory } = readClock(clock, calendar, action.at)
  return {
    ...one('promised', promised && noticeLimit(promised, calendar.zone)),
    ...one('statutory', statutory && noticeLimit(statutory, calendar.zone)),
  }
}

function linesOf({ item }: Circumstances, documents: readonly ProvidedDocument[]): DocumentLine[] {
  return documents.map(({ code, by, files, originalSeen, until }) => ({
    name: nameOf(item, code),
    copies: files.length,
    by,
    originalSeen,
    ...one('until', until),
  }))
}

function nameOf(item: ItemVersion, code: string): string {
  return item.documents.find(d => d.code === code)?.name ?? code
}

/** A member only where there is a value. */
function one<K extends string, V>(key: K, value: V | undefined | '' | false): { [k in K]?: V } {
  return value === undefined || value === '' || value === false ? {} : ({ [key]: value } as { [k in K]?: V })
}
