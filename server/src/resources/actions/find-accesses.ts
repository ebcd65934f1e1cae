import type { InputOf, OutputOf } from '@lianqiao/model/api/endpoint.ts'
import type { findAccesses } from '@lianqiao/model/api/resources.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { accessesFor } from '../accesses.ts'
import { subjectIndex } from '../catalogue.ts'

/** The auditor's list of accesses, of a person, a record or all; that he looked is itself on record. */
export async function find(
  node: Node,
  who: Principal,
  { idNumber, record, before, limit }: InputOf<typeof findAccesses>,
  traceId: string,
): Promise<OutputOf<typeof findAccesses>> {
  const subject = idNumber && subjectIndex(node, { idNumber })
  return transaction(node.db, async tx => {
    await audit(node, tx, {
      who,
      verb: 'accesses.find',
      object: record ?? (subject ? 'person' : 'all'),
      traceId,
    })
    return { accesses: await accessesFor(node, tx, { record, subject }, { before, limit }) }
  })
}
