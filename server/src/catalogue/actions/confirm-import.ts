import type { ImportPreview } from '@lianqiao/model/api/catalogue-admin.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { lockImport, type PlannedVersion, settleImport } from '../store/imports.ts'
import { listVersions } from '../store/versions.ts'
import { lockKey } from '../store/writing.ts'
import { publish } from './publish.ts'
import { tellPartners } from './tell.ts'

/**
 * Publish what a preview showed: all of it, or nothing. Confirming twice is the same as once. Throws `import-refused`
 * where a row was refused, `import-expired` when its time is over or the catalogue has changed since.
 */
export async function confirmImport(
  node: Node,
  who: Principal,
  id: string,
  traceId: string,
): Promise<ImportPreview> {
  return transaction(node.db, async tx => {
    const stored = await lockImport(tx, id)
    if (!stored) throw problem('not-found')
    const { preview, planned } = stored
    if (preview.confirmedAt) return preview
    const at = node.time.now()
    if (preview.counts.refused > 0) throw problem('import-refused', { count: preview.counts.refused })
    if (preview.expiresAt < at) throw problem('import-expired')
    for (const plan of planned) await requireUntouched(node, tx, plan)
    const documents = planned.map(({ document }) => ({ kind: 'item' as const, document }))
    const versions = await publish(node, tx, node.jurisdiction, documents)
    await tellPartners(node, tx, { versions })
    const confirmed = { ...preview, confirmedAt: at }
    await settleImport(tx, confirmed)
    await audit(node, tx, { who, verb: 'catalogue.confirm', object: id, traceId })
    return confirmed
  })
}

/** The guide is still the one that the preview compared with. */
async function requireUntouched(node: Node, tx: Tx, { document, replaces }: PlannedVersion): Promise<void> {
  const key = { kind: 'item' as const, jurisdiction: node.jurisdiction, code: document.code }
  await lockKey(tx, key)
  const newest = (await listVersions(tx, key))[0]
  if ((newest?.digest ?? null) !== replaces) throw problem('import-expired')
}
