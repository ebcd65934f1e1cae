import type { DirectoryNode } from '@lianqiao/model/federation/directory.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { directoryKey } from '../platform/crypto/keys.ts'
import type { OwnKey } from '../platform/signing-keys.ts'
import { instantOf } from '../platform/time.ts'

/**
 * On the day when a key takes over, both count, and a day before and after: clocks of two provinces differ, and what is dated a
 * moment before midnight is signed a moment after it. Milliseconds.
 */
const overlap = 86_400_000

const moved = (at: Instant, by: number) => instantOf(new Date(Date.parse(at) + by))

/**
 * What a node tells the authority of the directory: where it is reached and its public keys, with the instant from which each
 * counts. Nothing in it is secret.
 * @param from when the first key counts
 */
export function announced(
  who: Pick<DirectoryNode, 'jurisdiction' | 'name' | 'url'>,
  keys: readonly OwnKey[],
  from: Instant,
): DirectoryNode {
  return {
    ...who,
    keys: keys.map(own => {
      const counts = own.from === undefined ? from : moved(own.from, -overlap)
      return directoryKey(own.key, new Date(counts)) as DirectoryNode['keys'][number]
    }),
  }
}

/**
 * The nodes of a directory with what one of them told: its name and address of today, and each key that is new. Keys known
 * already stay as they are, none is taken out. The key before a new one counts for a day after that has taken over.
 */
export function withAnnounced(nodes: readonly DirectoryNode[], told: DirectoryNode): DirectoryNode[] {
  const known = nodes.find(node => node.jurisdiction === told.jurisdiction)?.keys ?? []
  const fresh = told.keys.filter(key => known.every(({ kid }) => kid !== key.kid))
  const keys = [...known, ...fresh]
  const closed = keys.map((key, i) => {
    const next = keys[i + 1]
    return next && !key.notAfter ? { ...key, notAfter: moved(next.notBefore, 2 * overlap) } : key
  })
  return [
    ...nodes.filter(node => node.jurisdiction !== told.jurisdiction),
    { ...told, keys: closed },
  ].toSorted((a, b) => (a.jurisdiction < b.jurisdiction ? -1 : 1))
}

/** The nodes with one key ended at an instant: it was seen by others. Throws `bad-config` where none has it. */
export function ended(nodes: readonly DirectoryNode[], kid: string, at: Instant): DirectoryNode[] {
  if (!nodes.some(({ keys }) => keys.some(key => key.kid === kid)))
    throw problem('bad-config', { name: '--end', reason: kid })
  return nodes.map(node => ({
    ...node,
    keys: node.keys.map(key =>
      key.kid === kid && (!key.notAfter || key.notAfter > at) ? { ...key, notAfter: at } : key,
    ),
  }))
}
