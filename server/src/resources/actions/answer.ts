import type { DataGrant } from '@lianqiao/model/catalogue/agreement.ts'
import type { DataResource } from '@lianqiao/model/catalogue/resource.ts'
import { ResourceQuery } from '@lianqiao/model/catalogue/resource-query.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { findProfile } from '../../catalogue/index.ts'
import { requireDataGrant } from '../../federation/index.ts'
import { audit } from '../../platform/audit.ts'
import { compiled } from '../../platform/compiled.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { type Inbound, Logged } from '../../platform/wire.ts'
import { logAccess } from '../accesses.ts'
import { resourcesOf } from '../catalogue.ts'
import { today } from '../day.ts'
import { auditRefusal } from '../refusal.ts'
import { askRegister } from '../registry.ts'
import { findRowOnce } from '../store/rows.ts'

/**
 * Answer a partner's query to a register of ours (`resource.query`). The partner asked its own agreement already; this side
 * asks again, for the data are its own. Throws `consent-needed`, `no-data-grant`, `purpose-not-allowed`,
 * `field-not-granted`, `quota-exceeded`, `no-data-found`; refusals are audited, answers are logged for the person.
 */
export async function answer(node: Node, inbound: Inbound): Promise<Logged> {
  const query = compiled(ResourceQuery).parse(inbound.body)
  const { from: consumer, traceId } = inbound
  const who = { peer: consumer }
  const { resource: object, purpose, subject, fields: asked } = query
  const attempt = { who, verb: 'resource.query', object, purpose, traceId }
  return auditRefusal(node, attempt, async () => {
    const { resource, grant, agreement } = await allowed(node, inbound, query)
    const quota = grant.quotaPerDay
    const use = { consumer, day: await today(node, node.db), quota }
    const said = await askRegister(node, resource, { subject, asked, allowed: grant.fields }, async row => {
      const found = await findRowOnce(node.db, row, use)
      if (!found) throw problem('quota-exceeded', { resource: resource.name, quota })
      return found.content ?? undefined
    })
    const basis = agreement.document.number
    const log = async (tx: Tx) => {
      const look = { query, provider: node.jurisdiction, consumer, basis, answer: said }
      await Promise.all([logAccess(node, tx, look), audit(node, tx, { ...attempt, basis })])
    }
    if (said) return new Logged(said, log)
    await transaction(node.db, log)
    const profile = await findProfile(node.db, node.jurisdiction)
    throw problem('no-data-found', { provider: profile?.name ?? node.jurisdiction })
  })
}

async function allowed(
  node: Node,
  { from: consumer }: Inbound,
  { resource: code, purpose, fields, consent }: ResourceQuery,
): Promise<{ resource: DataResource; grant: DataGrant; agreement: { document: { number: string } } }> {
  const provider = node.jurisdiction
  const resource = (await resourcesOf(node)).find(r => r.code === code)
  // 不予共享 stays so, whatever an agreement says: it was closed by law.
  if (!resource || resource.shareType === '不予共享')
    throw problem('no-data-grant', { consumer, provider, resource: code })
  if (!consent?.given) throw problem('consent-needed', { resource: resource.name })
  const question = { resource: code, provider, consumer, purpose, fields }
  return { resource, ...(await requireDataGrant(node, node.db, question)) }
}
