import { problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../../platform/audit.ts'
import type { Connection } from '../../platform/database/database.ts'
import { findFile, openFile } from '../../platform/files.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import type { Inbound } from '../../platform/wire.ts'
import { actionsOf, findRecord } from '../../records/index.ts'
import { digestsOf } from '../named.ts'
import { type FilePiece, FileRequest, pieceSize } from '../transfer.ts'

/**
 * Give a partner a piece of a file of a shared record (`files.fetch`), where the record's procedure discloses its personal
 * parts to him, or the step that names the file (停保授权书 goes with its request). Throws `not-found` for everything else,
 * and says no more.
 */
export async function handOver(node: Node, { from, body, traceId }: Inbound): Promise<FilePiece> {
  const { record, id, offset } = FileRequest.parse(body)
  return transaction(node.db, async tx => {
    const file = await findFile(tx, id)
    if (!file?.records.includes(record) || !(await discloses(node, tx, record, id, from)))
      throw problem('not-found')
    if (offset === 0)
      await audit(node, tx, { who: { peer: from }, verb: 'files.fetch', object: record, basis: id, traceId })
    const bytes = (await openFile(node, tx, id)).subarray(offset, offset + pieceSize)
    const { sha256, mediaType, size } = file
    return { sha256, mediaType, size, bytes: Buffer.from(bytes).toString('base64') }
  })
}

async function discloses(
  node: Node,
  db: Connection,
  record: string,
  file: string,
  to: Inbound['from'],
): Promise<boolean> {
  const found = await findRecord(db, record)
  const procedure = found && node.kinds.get(found.kind)?.procedure
  const [first, ...rest] = await actionsOf(db, record)
  // What the form holds is named in its sealed part alone, and belongs to the first step.
  const naming = rest.filter(action => digestsOf([action], file).length > 0)
  return [...(first ? [first] : []), ...naming].some(action =>
    procedure?.discloses(found?.state.data, to, action, 'files'),
  )
}
