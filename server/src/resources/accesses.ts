import type { Access } from '@lianqiao/model/api/resources.ts'
import type { ResourceAnswer, ResourceQuery } from '@lianqiao/model/catalogue/resource-query.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Connection, Tx } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import { instantOf } from '../platform/time.ts'
import { namesOf, subjectIndex } from './catalogue.ts'
import { today } from './day.ts'
import { findAccesses, insertAccess, type StoredAccess } from './store/accesses.ts'

/** Log one look at a person's data: by whom, for what, which fields – never what they said. */
export async function logAccess(
  node: Node,
  tx: Tx,
  look: {
    query: Pick<ResourceQuery, 'resource' | 'subject' | 'purpose' | 'item' | 'organ'>
    provider: JurisdictionCode
    consumer: JurisdictionCode
    basis: string
    answer: ResourceAnswer | undefined
    pull?: string
  },
): Promise<void> {
  const { query, provider, consumer, basis, answer, pull } = look
  const { resource, purpose, item, organ } = query
  await insertAccess(tx, {
    at: node.time.now(),
    day: await today(node, tx),
    subject_index: subjectIndex(node, query.subject),
    ...{ resource, provider, consumer, organ, purpose, item, basis },
    fields: answer?.fields.map(field => field.label) ?? [],
    outcome: answer ? 'found' : 'none',
    pull_id: pull ?? null,
  })
}

/**
 * 谁看过我的数据: who looked at a person's data, or at data for a record, newest first – here, and on our behalf at partners.
 * @param by `subject`: of `subjectIndex`
 * @param page default: the newest 200
 */
export async function accessesFor(
  node: Node,
  db: Connection,
  by: { record?: string | undefined; subject?: Buffer | undefined },
  page: { before?: number | undefined; limit: number } = { limit: 200 },
): Promise<Access[]> {
  const nameOf = await namesOf(node)
  return (await findAccesses(db, by, page)).map(row => viewOf(row, nameOf))
}

function viewOf(row: StoredAccess, nameOf: (code: string) => string): Access {
  const { id, resource, organ, purpose, item, basis, fields } = row
  return {
    ...{ id, resource, organ, purpose, item, basis, fields },
    at: instantOf(row.at),
    resourceName: nameOf(resource),
    provider: row.provider as JurisdictionCode,
    consumer: row.consumer as JurisdictionCode,
    outcome: row.outcome as Access['outcome'],
    record: row.record_id,
  }
}
