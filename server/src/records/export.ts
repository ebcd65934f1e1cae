import { problem } from '@lianqiao/model/problems/problem.ts'
import { canonicalBytes } from '@lianqiao/model/records/chain.ts'
import type { RecordFile } from '@lianqiao/model/records/export.ts'
import { directoryKeys } from '../federation/index.ts'
import { signDetached } from '../platform/crypto/jws.ts'
import type { Node } from '../platform/node.ts'
import { actionsOf } from './store/actions.ts'
import { disclosuresOf } from './store/disclosures.ts'
import { findRecord } from './store/records.ts'

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
    // Steps may be appended while this reads: parts of a step that is not in the file stay out, too.
    parts: Object.fromEntries(
      [...parts].filter(([seq]) => seq < actions.length).map(([seq, list]) => [String(seq), list]),
    ),
    keys: Object.fromEntries([...signers].map(code => [code, directory[code] ?? []])),
  }
  const signature = await signDetached(node.vault.signer, fileType, canonicalBytes(unsigned))
  return canonicalBytes({ ...unsigned, signature } satisfies Record<keyof RecordFile, unknown>)
}
