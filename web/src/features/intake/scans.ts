import type { StoredFile } from '../../ui/input/use-uploads.ts'
import type { Scan } from './matter.ts'

/** A file as the draft keeps it; one that is not stored yet, and so has no digest, is none. */
export function withDigest({ id, sha256, name }: StoredFile): Scan[] {
  return sha256 ? [{ id, sha256, ...(name ? { name } : {}) }] : []
}
