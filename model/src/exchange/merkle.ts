import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js'
import type { Digest } from '../records/action.ts'

// RFC 6962 section 2.1: a leaf never hashes like a node, so no tree passes for another.
const leafHash = (leaf: Uint8Array) => sha256(concatBytes(Uint8Array.of(0), leaf))
const nodeHash = (left: Uint8Array, right: Uint8Array) => sha256(concatBytes(Uint8Array.of(1), left, right))

/** Grows the Merkle tree of RFC 6962 leaf by leaf, holding one hash a level: a million leaves need twenty. */
export interface TreeHasher {
  add(leaf: Uint8Array): void
  /** The tree hash of all leaves so far. */
  root(): Digest
}

export function treeHasher(): TreeHasher {
  /** Complete subtrees from left to right, sizes falling: the binary digits of the number of leaves. */
  const subtrees: { size: number; hash: Uint8Array }[] = []
  return {
    add(leaf) {
      let grown = { size: 1, hash: leafHash(leaf) }
      for (let last = subtrees.at(-1); last?.size === grown.size; last = subtrees.at(-1)) {
        subtrees.pop()
        grown = { size: 2 * grown.size, hash: nodeHash(last.hash, grown.hash) }
      }
      subtrees.push(grown)
    },
    root() {
      const hashes = subtrees.map(subtree => subtree.hash)
      const root = hashes.reduceRight<Uint8Array | undefined>(
        (right, left) => (right ? nodeHash(left, right) : left),
        undefined,
      )
      return bytesToHex(root ?? sha256(new Uint8Array())) as Digest
    },
  }
}

/** Merkle Tree Hash (RFC 6962 section 2.1) of a list. */
export function treeHash(leaves: Iterable<Uint8Array>): Digest {
  const tree = treeHasher()
  for (const leaf of leaves) tree.add(leaf)
  return tree.root()
}
