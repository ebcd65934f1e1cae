import { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { z } from 'zod'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { findRecord } from '../../records/index.ts'
import { certificatesOf, setStatus } from '../store.ts'

const Job = z.object({ record: RecordId })

/** Job `certificate.revoke`: certificates of an annulled case (作废) are good no longer. Running again changes nothing. */
export async function revokeOfCase(node: Node, data: unknown): Promise<void> {
  const { record } = Job.parse(data)
  await transaction(node.db, async tx => {
    const found = await findRecord(tx, record, { lock: true })
    if (found?.state.phase !== 'annulled') return
    for (const { id, status } of await certificatesOf(node, tx, record)) {
      if (status === 'revoked') continue
      await setStatus(tx, id, 'revoked', node.time.now())
      await audit(node, tx, { who: 'system', verb: 'certificates.revoke', object: id })
    }
  })
}
