import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { treeHash } from './merkle.ts'

/** Inputs and roots of the reference implementation (google/certificate-transparency, merkle_tree_test). */
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

test.each(roots.map((root, size) => [size, root] as const))('%i leaves', (size, root) => {
  expect(treeHash(inputs.slice(0, size).map(hexToBytes))).toBe(root)
})

/** The definition as the RFC writes it: split at the largest power of two below the size. */
function mth(leaves: Uint8Array[]): Uint8Array {
  const [first] = leaves
  if (!first) return sha256(new Uint8Array())
  if (leaves.length === 1) return sha256(concatBytes(Uint8Array.of(0), first))
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1))
  return sha256(concatBytes(Uint8Array.of(1), mth(leaves.slice(0, split)), mth(leaves.slice(split))))
}

test('growing leaf by leaf is the definition of the RFC', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 70 }), leaves => {
      expect(treeHash(leaves)).toBe(bytesToHex(mth(leaves)))
    }),
  )
})
