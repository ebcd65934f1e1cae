import { treeHasher } from '@lianqiao/model/exchange/merkle.ts'
import type { LedgerHead } from '@lianqiao/model/exchange/messages.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { canonicalBytes } from '@lianqiao/model/records/chain.ts'
import type { Node } from '../platform/node.ts'
import type { QueryHandler } from '../platform/wire.ts'
import { eachSharedRecord } from './store/ledger.ts'

/**
 * The head of what this node holds in common with a partner: the RFC 6962 tree hash over JCS `{record, seq, hash}` of all
 * records in which both take part, sorted by number. Equal heads mean: the same records, byte for byte, for every action's
 * hash covers the one before.
 */
export async function ledgerHead(node: Node, peer: JurisdictionCode): Promise<LedgerHead> {
  const tree = treeHasher()
  let records = 0
  let actions = 0
  await eachSharedRecord(node.db, [node.jurisdiction, peer], ({ id, seq, head }) => {
    tree.add(canonicalBytes({ record: id, seq, hash: head }))
    records += 1
    actions += seq + 1
  })
  return { records, actions, root: tree.root(), at: node.time.now() }
}

/** Query `ledger.head`: a partner compares. */
export const answerLedgerHead: QueryHandler = (node, { from }) => ledgerHead(node, from)
