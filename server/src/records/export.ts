import { problem } from '@lianqiao/model/problems/problem.ts'
import { canonicalBytes } from '@lianqiao/model/records/chain.ts'
import type { RecordFile } from '@lianqiao/model/records/export.ts'
import { directoryKeys } from '../federation/index.ts'
import { signDetached } from '../platform/crypto/jws.ts'
import type { Node } from '../platform/node.ts'
import { actionsOf, disclosuresOf, findRecord } from './store.ts'

/** JWS type of the signature over an exported file. */
export const fileType = 'lianqiao-record-file+jws'

/** The whole record as bytes of a file; personal parts only where the reader may see them. */
export async function exportRecord(
  node: Node,
  id: string,
  options: { personal: boolean },
): Promise<Uint8Array> {
  const found = await findRecord(node.db, id)
  if (!found) throw problem('record-not-found')
  const [actions, parts, directory] = await Promise.all([
    actionsOf(node.db, id),
    options.personal ? disclosuresOf(node, node.db, id) : new Map(),
    directoryKeys(node, node.db),
  ])
  const signers = new Set([node.jurisdiction, ...actions.flatMap(a => [a.leader, a.actor.jurisdiction])])
  const unsigned = {
    format: 'lianqiao-record@1',
    record: found.state.id,
    kind: found.kind,
    exportedAt: node.time.now(),
    exportedBy: node.jurisdiction,
    actions,
    parts: Object.fromEntries([...parts].map(([seq, list]) => [String(seq), list])),
    keys: Object.fromEntries([...signers].map(code => [code, directory[code] ?? []])),
  }
  const signature = await signDetached(node.vault.signer, fileType, canonicalBytes(unsigned))
  return canonicalBytes({ ...unsigned, signature } satisfies Record<keyof RecordFile, unknown>)
}
