import { Problem } from '@lianqiao/model/problems/problem.ts'
import { type AuditEntry, audit } from '../platform/audit.ts'
import type { Node } from '../platform/node.ts'
import { transaction } from '../platform/transaction.ts'

/** Do something, and where a rule refuses it, write that into the audit trail before telling: attempts count, too. */
export async function auditRefusal<T>(node: Node, entry: AuditEntry, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem)
      await transaction(node.db, tx => audit(node, tx, { ...entry, outcome: 'refused', problem: error.code }))
    throw error
  }
}
