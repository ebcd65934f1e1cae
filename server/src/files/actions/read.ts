import type { FileAnswer } from '@lianqiao/model/api/endpoint.ts'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../../platform/audit.ts'
import type { Connection } from '../../platform/database/database.ts'
import { findFile, openFile, type StoredFile } from '../../platform/files.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { actionsOf } from '../../records/index.ts'
import { digestsOf } from '../named.ts'
import { fetchFile } from './fetch.ts'

/** Whether a person is shown personal data of a record; the rooms above say it when the node is put together. */
export type ReadCheck = (node: Node, db: Connection, who: Principal, record: string) => Promise<boolean>

/**
 * Show a file to those who may read one of its records, or, while none names it, to its uploader; every look is audited.
 * One that a partner holds is fetched first, for a reader of the record `wanted.record`.
 * Throws `not-found` also where it exists and is not for this reader: whether it does is nobody else's business.
 */
export async function read(
  node: Node,
  who: Principal,
  wanted: { id: string; record?: RecordId | undefined },
  mayRead: ReadCheck,
  traceId: string,
): Promise<FileAnswer> {
  const { id, record } = wanted
  if (record && !(await findFile(node.db, id)) && (await mayRead(node, node.db, who, record)))
    await fetchFile(node, record, id, traceId)
  return transaction(node.db, async tx => {
    const file = await findFile(tx, id)
    if (!file) throw problem('not-found')
    const readable = await firstReadable([...file.records, ...(await naming(file))])
    if (!readable && (file.records.length > 0 || file.uploadedBy !== who.subject)) throw problem('not-found')
    await audit(node, tx, { who, verb: 'files.read', object: readable ?? id, basis: id, traceId })
    const { mediaType } = file
    return { mediaType, filename: `${id}.${extensions[mediaType]}`, bytes: await openFile(node, tx, id) }

    /** A paper that lies here already, named by digest in the record that a partner leads: 授权书 scanned at this window. */
    async function naming({ sha256, records }: StoredFile): Promise<string[]> {
      if (!record || records.includes(record)) return []
      return digestsOf(await actionsOf(tx, record), id).includes(sha256) ? [record] : []
    }

    async function firstReadable(records: readonly string[]): Promise<string | undefined> {
      for (const name of records) if (await mayRead(node, tx, who, name)) return name
      return undefined
    }
  })
}

const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf' }
