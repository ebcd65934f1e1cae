import type { Action } from '../../records/action.ts'
import type { BodyOf, Verb } from './bodies.ts'
import type { Applicant, PermitData, Request } from './data.ts'

/** Fold one action of a permit into its data. `open` holds the body and the disclosures that this reader has. */
export function evolve(
  data: PermitData | undefined,
  action: Action,
  open: Record<string, unknown>,
): PermitData {
  if (!data) return begun(action, open)
  const { at, actor } = action
  const body = <V extends Verb>() => action.body as unknown as BodyOf<V>
  switch (action.verb as Verb) {
    case 'verify': {
      const { documents } = body<'verify'>()
      return {
        ...data,
        documents: data.documents.map(d => (documents.includes(d.code) ? { ...d, originalSeen: true } : d)),
      }
    }
    case 'take':
      return { ...data, takenAt: at }
    case 'require-correction':
      return { ...data, correction: { points: body<'require-correction'>().points, at } }
    case 'correct': {
      const { documents, delivery } = body<'correct'>()
      const form = open.form as PermitData['form']
      const address = open.delivery_address as string | undefined
      return {
        ...data,
        documents: merged(data.documents, documents),
        form: form ?? data.form,
        applicant: corrected(data.applicant, form),
        delivery: delivery ? { ...delivery, ...(address ? { address } : {}) } : data.delivery,
        correction: data.correction && { ...data.correction, answeredAt: at },
      }
    }
    case 'supply':
      return { ...data, documents: merged(data.documents, body<'supply'>().documents) }
    case 'remind':
      return {
        ...data,
        reminded: { documents: [...(data.reminded?.documents ?? []), ...body<'remind'>().documents], at },
      }
    case 'refuse': {
      const { reason, returnOn } = body<'refuse'>()
      return { ...data, refusal: { reason, ...(returnOn ? { returnOn } : {}), at } }
    }
    case 'accept':
      return { ...data, acceptedAt: at }
    case 'deem-accepted':
      return { ...data, acceptedAt: completeAt(data), deemed: true }
    case 'suspend':
      return { ...data, suspension: { procedure: body<'suspend'>().procedure, at } }
    case 'resume':
      return { ...data, suspension: undefined }
    case 'extend': {
      const { by, reason } = body<'extend'>()
      return { ...data, extended: { by, reason, at } }
    }
    case 'ask': {
      const { request: id, note: _note, ...asked } = body<'ask'>()
      return {
        ...data,
        requests: [...data.requests, { id, ...asked, askedAt: at, escalations: 0 }],
      }
    }
    case 'answer': {
      const { request, answer, done, reason } = body<'answer'>()
      return onRequest(data, request, r => ({
        ...r,
        answer: { answer, done, ...(reason ? { reason } : {}), at, by: actor },
      }))
    }
    case 'escalate':
      return onRequest(data, body<'escalate'>().request, r => ({ ...r, escalations: r.escalations + 1 }))
    case 'cancel-request':
      return onRequest(data, body<'cancel-request'>().request, r => ({ ...r, cancelled: true }))
    case 'grant':
      return { ...data, decision: { granted: true, number: body<'grant'>().number, at, by: actor } }
    case 'deny': {
      const { number, reason } = body<'deny'>()
      return { ...withoutRequests(data), decision: { granted: false, number, reason, at, by: actor } }
    }
    case 'withdraw':
      return withoutRequests(data)
    case 'issue': {
      const { certificate, type, digest } = body<'issue'>()
      return { ...data, certificate: { id: certificate, type, digest, at } }
    }
    case 'deliver': {
      const { way, postNumber } = body<'deliver'>()
      return { ...data, delivered: { way, ...(postNumber ? { postNumber } : {}), at } }
    }
    case 'rate':
      return { ...data, rating: { grade: body<'rate'>().grade, at } }
    default:
      return data
  }
}

/** When the deciding side had complete papers: on receipt, when it took them over, or when the correction came in. */
export function completeAt(data: PermitData): PermitData['receivedAt'] {
  const held = data.takenAt ?? data.receivedAt
  const corrected = data.correction?.answeredAt
  return corrected && corrected > held ? corrected : held
}

/** Requests that still wait for their answer. */
export function openRequests(data: PermitData): Request[] {
  return data.requests.filter(r => !r.answer && !r.cancelled)
}

function begun(action: Action, open: Record<string, unknown>): PermitData {
  const body = action.body as unknown as BodyOf<'receive'>
  const delivery = open.delivery_address as string | undefined
  return {
    matter: body.matter,
    part: body.part,
    openedBy: body.openedBy,
    item: body.item,
    receiving: body.receiving,
    deciding: body.deciding,
    station: action.actor.station,
    mode: body.mode,
    applicantSubject: body.subject,
    applicant: open.applicant as Applicant | undefined,
    form: open.form as PermitData['form'],
    trackingCode: open.tracking as string | undefined,
    evidenceContent: open.answers as PermitData['evidenceContent'],
    later: open.later as PermitData['later'],
    consent: open.consent as PermitData['consent'],
    documents: body.documents,
    checked: body.checked,
    evidence: body.evidence,
    delivery: { way: body.delivery.way, ...(delivery ? { address: delivery } : {}) },
    receivedAt: action.at,
    receivedBy: action.actor,
    requests: [],
  }
}

/** Name and telephone as the corrected form has them. Who it is stays: another person applies anew. */
function corrected(applicant: Applicant | undefined, form: PermitData['form']): Applicant | undefined {
  const { name, phone } = (form?.applicant ?? {}) as Partial<Applicant>
  return applicant && name ? { ...applicant, name, phone } : applicant
}

function merged(before: PermitData['documents'], now: PermitData['documents']): PermitData['documents'] {
  return [...before.filter(d => !now.some(n => n.code === d.code)), ...now]
}

/** Nobody waits any more for what was asked. */
function withoutRequests(data: PermitData): PermitData {
  return openRequests(data).reduce(
    (rest, { id }) => onRequest(rest, id, r => ({ ...r, cancelled: true })),
    data,
  )
}

function onRequest(data: PermitData, id: string, change: (request: Request) => Request): PermitData {
  return { ...data, requests: data.requests.map(r => (r.id === id ? change(r) : r)) }
}
