import { randomUUID } from 'node:crypto'
import type { ImportPreview } from '@lianqiao/model/api/catalogue-admin.ts'
import { readSheet, type SheetResult } from '@lianqiao/model/catalogue/sheet.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { digest } from '@lianqiao/model/records/chain.ts'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { instantOf } from '../../platform/time.ts'
import { transaction } from '../../platform/transaction.ts'
import { dayOf } from '../day.ts'
import { readRows } from '../sheets/read.ts'
import { insertImport, type PlannedVersion } from '../store/imports.ts'
import { findProfile } from '../store/places.ts'
import { listNewest } from '../store/versions.ts'

/** How long a preview may be confirmed, in milliseconds: as long as one sitting. */
const lasts = 2 * 60 * 60 * 1000

/** Read and check an uploaded sheet, and keep what confirming it would publish. The catalogue is not touched. */
export async function previewImport(
  node: Node,
  who: Principal,
  upload: { filename: string; bytes: Uint8Array },
  traceId: string,
): Promise<ImportPreview> {
  const rows = await readRows(upload.bytes)
  const at = node.time.now()
  const profile = await findProfile(node.db, node.jurisdiction)
  if (!profile) throw problem('bad-config', { name: 'jurisdiction.json', reason: node.jurisdiction })
  const own = await listNewest(node.db, node.jurisdiction)
  const items = own.flatMap(version => (version.kind === 'item' ? [version.document as never] : []))
  const sheet = readSheet(rows, { jurisdiction: node.jurisdiction, profile, items, today: dayOf(at) })
  const preview: ImportPreview = {
    id: randomUUID(),
    filename: upload.filename,
    createdAt: at,
    expiresAt: instantOf(new Date(new Date(at).getTime() + lasts)),
    headings: sheet.headings,
    counts: countsOf(sheet.rows),
    rows: sheet.rows.map(({ row, code, name, state, item, changes }) => ({
      ...{ row, code, name, state, changes },
      ...(item ? { version: item.version } : {}),
    })),
    faults: sheet.rows.flatMap(row => row.faults),
  }
  await transaction(node.db, async tx => {
    await insertImport(tx, who.subject, { preview, planned: sheet.rows.flatMap(planned) })
    await audit(node, tx, { who, verb: 'catalogue.preview', object: preview.id, traceId })
  })
  return preview
}

function planned({ item, replaces }: SheetResult): PlannedVersion[] {
  return item ? [{ document: item, replaces: replaces ? digest(replaces) : null }] : []
}

function countsOf(rows: readonly SheetResult[]): ImportPreview['counts'] {
  const of = (state: SheetResult['state']) => rows.filter(row => row.state === state).length
  return { new: of('new'), changed: of('changed'), unchanged: of('unchanged'), refused: of('refused') }
}
