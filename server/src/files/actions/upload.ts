import { fileLimit, type UploadedFile } from '@lianqiao/model/api/files.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../../platform/audit.ts'
import { storeFile } from '../../platform/files.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { cleanFile } from '../clean.ts'

/** Keep one upload, cleaned and sealed, until a record names it. Throws `too-large`, `file-unreadable`. */
export async function upload(
  node: Node,
  who: Principal,
  bytes: Uint8Array,
  traceId: string,
): Promise<UploadedFile> {
  if (bytes.length > fileLimit) throw problem('too-large', { limit: `${fileLimit / 1024 / 1024} MB` })
  const file = cleanFile(bytes)
  return transaction(node.db, async tx => {
    const stored = await storeFile(node, tx, { ...file, by: who.subject })
    await audit(node, tx, { who, verb: 'files.upload', object: stored.id, traceId })
    return stored
  })
}
