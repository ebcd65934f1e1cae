import { randomBytes } from 'node:crypto'
import type { Digest, Disclosure } from '@lianqiao/model/records/action.ts'
import { commitment } from '@lianqiao/model/records/chain.ts'

/** Personal parts of a step, by name, before they are sealed. Values are JSON. */
export type Parts = Record<string, unknown>

/** Salt each part, so that its digest in the chain tells nothing. Parts that are undefined are left out. */
export function sealParts(parts: Parts): { sealed: Record<string, Digest>; disclosures: Disclosure[] } {
  const disclosures = Object.entries(parts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({
      name,
      salt: randomBytes(16).toString('base64url'),
      value: value as Disclosure['value'],
    }))
  return { sealed: Object.fromEntries(disclosures.map(d => [d.name, commitment(d)])), disclosures }
}

/** Names and values of the parts a reader holds. */
export function openParts(disclosures: readonly Disclosure[]): Record<string, unknown> {
  return Object.fromEntries(disclosures.map(d => [d.name, d.value]))
}
