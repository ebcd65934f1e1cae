import type { FileAnswer } from '@lianqiao/model/api/endpoint.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../../platform/audit.ts'
import type { Connection } from '../../platform/database/database.ts'
import { findFile, openFile } from '../../platform/files.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'

/** Whether a person is shown personal data of a record; the rooms above say it when the node is put together. */
export type ReadCheck = (node: Node, db: Connection, who: Principal, record: string) => Promise<boolean>

/**
 * Show a file to those who may read its record, or, while no record names it, to its uploader; every look is audited.
 * Throws `not-found` also where it exists and is not for this reader: whether it does is nobody else's business.
 */
export async function read(
  node: Node,
  who: Principal,
  id: string,
  mayRead: ReadCheck,
  traceId: string,
): Promise<FileAnswer> {
  return transaction(node.db, async tx => {
    const file = await findFile(tx, id)
    if (!file) throw problem('not-found')
    const record = await firstReadable(file.records)
    if (!record && (file.records.length > 0 || file.uploadedBy !== who.subject)) throw problem('not-found')
    await audit(node, tx, { who, verb: 'files.read', object: record ?? id, basis: id, traceId })
    const { mediaType } = file
    return { mediaType, filename: `${id}.${extensions[mediaType]}`, bytes: await openFile(node, tx, id) }

    async function firstReadable(records: readonly string[]): Promise<string | undefined> {
      for (const name of records) if (await mayRead(node, tx, who, name)) return name
      return undefined
    }
  })
}

const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf' }
