import type { DataGrant } from '@lianqiao/model/catalogue/agreement.ts'
import type { DataResource } from '@lianqiao/model/catalogue/resource.ts'
import { type ResourceAnswer, ResourceQuery } from '@lianqiao/model/catalogue/resource-query.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { findProfile } from '../../catalogue/index.ts'
import { requireDataGrant } from '../../federation/index.ts'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import type { Inbound } from '../../platform/wire.ts'
import { logAccess } from '../accesses.ts'
import { resourcesOf } from '../catalogue.ts'
import { today } from '../day.ts'
import { auditRefusal } from '../refusal.ts'
import { askRegister } from '../registry.ts'
import { countUse } from '../store/accesses.ts'

/**
 * Answer a partner's query to a register of ours (`resource.query`). The partner asked its own agreement already; this side
 * asks again, for the data are its own. Throws `consent-needed`, `no-data-grant`, `purpose-not-allowed`,
 * `field-not-granted`, `quota-exceeded`, `no-data-found`; refusals are audited, answers are logged for the person.
 */
export async function answer(node: Node, inbound: Inbound): Promise<ResourceAnswer> {
  const query = ResourceQuery.parse(inbound.body)
  const who = { peer: inbound.from }
  const { resource: object, purpose } = query
  return auditRefusal(
    node,
    { who, verb: 'resource.query', object, purpose, traceId: inbound.traceId },
    async () => {
      const { resource, grant, agreement } = await allowed(node, inbound, query)
      const found = await transaction(node.db, async tx => {
        const day = await today(node, tx)
        const { subject, fields: asked } = query
        const [used, said] = await Promise.all([
          countUse(tx, { consumer: inbound.from, resource: object, day }),
          askRegister(node, tx, resource, { subject, asked, allowed: grant.fields }),
        ])
        if (used > grant.quotaPerDay)
          throw problem('quota-exceeded', { resource: resource.name, quota: grant.quotaPerDay })
        const basis = agreement.document.number
        const look = { query, provider: node.jurisdiction, consumer: inbound.from, basis, answer: said }
        const { traceId } = inbound
        await Promise.all([
          logAccess(node, tx, look),
          audit(node, tx, { who, verb: 'resource.query', object, basis, purpose, traceId }),
        ])
        return said
      })
      if (found) return found
      const profile = await findProfile(node.db, node.jurisdiction)
      throw problem('no-data-found', { provider: profile?.name ?? node.jurisdiction })
    },
  )
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
