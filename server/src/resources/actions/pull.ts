import { randomUUIDv7 } from 'node:crypto'
import type { InputOf } from '@lianqiao/model/api/endpoint.ts'
import { type EvidencePreview, previewMinutes, type pullEvidence } from '@lianqiao/model/api/resources.ts'
import type { Consent } from '@lianqiao/model/catalogue/resource-query.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { digest } from '@lianqiao/model/records/chain.ts'
import { findProfile, getItem } from '../../catalogue/index.ts'
import { residentSubject } from '../../identity/index.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { instantOf } from '../../platform/time.ts'
import { logAccess } from '../accesses.ts'
import { namesOf } from '../catalogue.ts'
import { today } from '../day.ts'
import { judge } from '../judge.ts'
import { previewOf, sealContent } from '../previews.ts'
import { auditRefusal } from '../refusal.ts'
import { askHere, askThere, type Said } from '../sources.ts'
import { insertPull } from '../store/pulls.ts'

type Wish = InputOf<typeof pullEvidence>

/**
 * 调取: fetch what a register here or at a partner says of a person, at his own request, as a preview of half an hour.
 * Throws `consent-needed`, `not-yourself`, `item-not-found`, `purpose-not-allowed`, `no-data-found`, the refusals of the
 * agreement, `peer-unreachable`, `query-timeout`; what to do then, `ladderFor` says.
 */
export async function pull(
  node: Node,
  who: Principal,
  wish: Wish,
  traceId: string,
): Promise<EvidencePreview> {
  const { resource: object, purpose } = wish
  return auditRefusal(node, { who, verb: 'evidence.pull', object, purpose, traceId }, async () => {
    const consent = await agreed(node, who, wish)
    const deciding = wish.deciding ?? node.jurisdiction
    const [{ document: item }, organ] = await Promise.all([
      getItem(node.db, { jurisdiction: deciding, code: wish.item }, node.time.now()),
      organOf(node, who),
    ])
    const query = { ...wish, consent, organ }
    const day = await today(node, node.db)
    const keeping = (tx: Tx, said: Said) => {
      const judgement = said.answer ? judge(item, said.answer, day) : []
      return keep(node, tx, who, { ...query, judgement, traceId }, said)
    }
    const preview =
      wish.provider === node.jurisdiction
        ? await askHere(node, query, keeping)
        : await askThere(node, wish.provider, query, traceId, keeping)
    if (preview) return preview
    const profile = await findProfile(node.db, node.jurisdiction)
    throw problem('no-data-found', { provider: profile?.name ?? node.jurisdiction })
  })
}

/** The applicant's own yes; and a resident asks for himself alone. */
async function agreed(node: Node, who: Principal, { consent, subject, resource }: Wish): Promise<Consent> {
  if (
    who.kind === 'resident' &&
    !(subject.idNumber && residentSubject(node, subject.idNumber) === who.subject)
  )
    throw problem('not-yourself')
  if (!consent?.given) throw problem('consent-needed', { resource: (await namesOf(node))(resource) })
  return consent
}

/** 使用单位 as the person will read it: the organ that stands behind the officer, or himself. */
async function organOf(node: Node, who: Principal): Promise<string> {
  if (who.kind === 'resident') return '本人'
  const profile = await findProfile(node.db, node.jurisdiction)
  return profile?.departments.find(d => d.code === who.department)?.name ?? profile?.name ?? node.jurisdiction
}

/** Log the look, and keep what was found; in one transaction, so that nothing is seen that is not logged. */
async function keep(
  node: Node,
  tx: Tx,
  who: Principal,
  query: Omit<Wish, 'consent'> & Kept,
  { answer, basis }: Said,
): Promise<EvidencePreview | undefined> {
  const { resource, provider, purpose, item, subject, consent, judgement, traceId } = query
  const id = randomUUIDv7()
  const at = node.time.now()
  const look = { query, provider, consumer: node.jurisdiction, basis, answer }
  const entry = { who, verb: 'evidence.pull', object: answer ? id : resource, basis, purpose, traceId }
  const row = answer && {
    ...{ id, resource, provider, purpose, item, consent },
    answer: digest(answer),
    granted_by: basis,
    content: sealContent(node, id, { subject, answer, judgement }),
    pulled_by: who.subject,
    pulled_at: at,
    expires_at: instantOf(new Date(Date.parse(at) + previewMinutes * 60_000)),
  }
  await Promise.all([
    logAccess(node, tx, answer ? { ...look, pull: id } : look),
    audit(node, tx, entry),
    row && insertPull(tx, row),
  ])
  return row && answer && previewOf(row, { subject, answer, judgement }, await namesOf(node))
}

interface Kept {
  consent: Consent
  organ: string
  judgement: EvidencePreview['judgement']
  traceId: string
}
