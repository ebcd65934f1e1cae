import type { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import { type LintFinding, lintItem } from '@lianqiao/model/catalogue/lint.ts'
import { lintPledges } from '@lianqiao/model/catalogue/lint-pledges.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { agreementsInForce } from '../../federation/index.ts'
import { audit } from '../../platform/audit.ts'
import type { Connection } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { projectItem } from '../project.ts'
import { findVersion, listVersions, type StoredVersion } from '../store/versions.ts'
import { lockKey, writeVersion } from '../store/writing.ts'
import { frozenAs } from './publish.ts'
import { tellPartners } from './tell.ts'

/** Keep a guide as a draft, which may be written anew until it is published. Throws `version-frozen`. */
export async function saveDraft(
  node: Node,
  who: Principal,
  code: string,
  document: ItemVersion,
  traceId: string,
): Promise<{ version: number; findings: LintFinding[] }> {
  if (document.code !== code || document.jurisdiction !== node.jurisdiction) throw problem('item-not-found')
  await transaction(node.db, async tx => {
    const draft = {
      ...frozenAs(node, node.jurisdiction, 'item', document, document.version),
      publishedAt: undefined,
    }
    await lockKey(tx, draft)
    const newest = (await listVersions(tx, draft))[0]
    if (newest && newest.version >= document.version) throw problem('version-frozen')
    await writeVersion(tx, draft)
    await audit(node, tx, { who, verb: 'catalogue.draft', object: code, traceId })
  })
  return { version: document.version, findings: await findingsOf(node, node.db, document) }
}

/**
 * Publish a draft: it is frozen, and partners are told. Throws `item-not-found`, `version-frozen`, or `import-refused`
 * where the lint finds an error.
 */
export async function publishDraft(
  node: Node,
  who: Principal,
  { code, version }: { code: string; version: number },
  traceId: string,
): Promise<StoredVersion> {
  return transaction(node.db, async tx => {
    const key = { kind: 'item' as const, jurisdiction: node.jurisdiction, code }
    await lockKey(tx, key)
    const draft = await findVersion(tx, key, version)
    if (!draft) throw problem('item-not-found')
    if (draft.publishedAt) throw problem('version-frozen')
    const found = await findingsOf(node, tx, draft.document)
    const errors = found.filter(finding => finding.severity === 'error')
    if (errors.length > 0)
      throw problem(
        'import-refused',
        { count: 1 },
        errors.map(({ path, zh, en }) => ({ pointer: `/${path.replaceAll('.', '/')}`, zh, en })),
      )
    const published = { ...draft, publishedAt: node.time.now() }
    await writeVersion(tx, published)
    await projectItem(node, tx, key)
    await tellPartners(node, tx, { versions: [published] })
    await audit(node, tx, { who, verb: 'catalogue.publish', object: code, traceId })
    return published
  })
}

/** 指南体检, alone and beside what partners pledge for it under the agreements in force. */
async function findingsOf(node: Node, db: Connection, item: ItemVersion): Promise<LintFinding[]> {
  const agreements = await agreementsInForce(node, db)
  return [
    ...lintItem(item),
    ...lintPledges(
      item,
      agreements.map(({ document }) => document),
    ),
  ]
}
