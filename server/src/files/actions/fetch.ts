import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import { storeFile } from '../../platform/files.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { sha256 } from '../../platform/vault.ts'
import { actionsOf, findRecord } from '../../records/index.ts'
import { digestsOf } from '../named.ts'
import { FilePiece, pieceSize } from '../transfer.ts'

/**
 * Fetch a file of a shared record from the side where it was handed in, check it against the digest that its record names,
 * and keep a sealed copy: papers pass between governments, not through people's hands.
 * Throws `not-found` where no participant has it, `peer-unreachable`, `query-timeout`, `message-invalid`.
 */
export async function fetchFile(node: Node, record: RecordId, id: string, traceId: string): Promise<void> {
  const found = await findRecord(node.db, record)
  for (const peer of (found?.state.participants ?? []).filter(p => p !== node.jurisdiction)) {
    const file = await askFor(node, peer, { record, id }, traceId)
    if (!file) continue
    const named = digestsOf(await actionsOf(node.db, record), id)
    const digest = sha256(file.bytes)
    if (digest !== file.sha256 || named.some(d => d !== digest))
      throw problem('message-invalid', { reason: 'file' })
    const { bytes, mediaType } = file
    await transaction(node.db, tx =>
      storeFile(node, tx, { id, bytes, mediaType, record, by: `peer:${peer}` }),
    )
    return
  }
  throw problem('not-found')
}

/** All pieces in order; nothing where this partner does not have the file for us. */
async function askFor(
  node: Node,
  peer: JurisdictionCode,
  wanted: { record: RecordId; id: string },
  traceId: string,
): Promise<(Omit<FilePiece, 'bytes'> & { bytes: Buffer }) | undefined> {
  const ask = async (offset: number): Promise<FilePiece> => {
    const options = { traceId, record: wanted.record }
    const told = FilePiece.safeParse(
      await node.exchange.query(peer, 'files.fetch', { ...wanted, offset }, options),
    )
    if (!told.success) throw problem('message-invalid', { reason: 'file' })
    return told.data
  }
  try {
    const first = await ask(0)
    const pieces = [Buffer.from(first.bytes, 'base64')]
    for (let offset = pieceSize; offset < first.size; offset += pieceSize)
      pieces.push(Buffer.from((await ask(offset)).bytes, 'base64'))
    return { ...first, bytes: Buffer.concat(pieces) }
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return undefined
    throw error
  }
}
