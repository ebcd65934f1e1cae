import type { Disclosure } from '@lianqiao/model/records/action.ts'
import { asked } from '../../platform/database/asked.ts'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { insertInto } from '../../platform/database/insert.ts'
import type { Node } from '../../platform/node.ts'
import { write } from '../../platform/transaction.ts'

const insertParts = insertInto('disclosure', 'stays')

export async function insertDisclosures(
  node: Node,
  tx: Tx,
  record: string,
  seq: number,
  disclosures: readonly Disclosure[],
): Promise<void> {
  if (disclosures.length === 0) return
  await write(
    tx,
    insertParts(
      disclosures.map(d => ({
        record_id: record,
        seq,
        name: d.name,
        bytes: node.vault.sealJson(place(record, seq, d.name), d),
      })),
    ),
  )
}

/** The personal parts that this node holds, by step. */
export async function disclosuresOf(
  node: Node,
  db: Connection,
  record: string,
): Promise<Map<number, Disclosure[]>> {
  const rows = await asked<{ seq: number; name: string; bytes: Buffer }>(
    db,
    'select seq, name, bytes from disclosure where record_id = $1',
    [record],
  )
  const bySeq = new Map<number, Disclosure[]>()
  for (const row of rows) {
    const opened = node.vault.openJson(place(record, row.seq, row.name), row.bytes) as Disclosure
    bySeq.set(row.seq, [...(bySeq.get(row.seq) ?? []), opened])
  }
  return bySeq
}

const place = (record: string, seq: number, name: string) => `disclosure:${record}:${seq}:${name}`
