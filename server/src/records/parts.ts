import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Digest, Disclosure } from '@lianqiao/model/records/action.ts'
import { commitment } from '@lianqiao/model/records/chain.ts'
import { faultsOfParts } from '@lianqiao/model/records/faults.ts'
import type { Procedure } from '@lianqiao/model/records/procedure.ts'
import { fewRandomBytes } from '../platform/crypto/random.ts'

/** Personal parts of a step, by name, before they are sealed. Values are JSON. */
export type Parts = Record<string, unknown>

/** Salt each part, so that its digest in the chain tells nothing. Parts that are undefined are left out. */
export function sealParts(parts: Parts): { sealed: Record<string, Digest>; disclosures: Disclosure[] } {
  const disclosures = Object.entries(parts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({
      name,
      salt: fewRandomBytes(16).toString('base64url'),
      value: value as Disclosure['value'],
    }))
  return { sealed: Object.fromEntries(disclosures.map(d => [d.name, commitment(d)])), disclosures }
}

/** Hold personal parts that another node sent against what its step commits to. Throws `message-invalid`. */
export function checkCommitments(sealed: Record<string, Digest>, disclosures: readonly Disclosure[]): void {
  for (const d of disclosures)
    if (!Object.hasOwn(sealed, d.name) || sealed[d.name] !== commitment(d))
      throw problem('message-invalid', { reason: 'part does not match' })
}

/** Whoever leads a record appends nothing unread: each part that a wish commits to comes with it. Throws `message-invalid`. */
export function requireAll(sealed: Record<string, Digest>, disclosures: readonly Disclosure[]): void {
  const shown = new Set(disclosures.map(({ name }) => name))
  if (Object.keys(sealed).some(name => !shown.has(name)))
    throw problem('message-invalid', { reason: 'part kept back' })
}

/**
 * Hold personal parts against the forms that the procedure gives them, whoever wrote them: what is stored once is read by
 * folds and screens for ever. Throws `bad-input`.
 */
export function checkForms(procedure: Procedure, disclosures: readonly Disclosure[]): void {
  const faults = faultsOfParts(procedure, disclosures)
  if (faults.length > 0) throw problem('bad-input', { count: faults.length }, faults)
}

/** Names and values of the parts a reader holds. */
export function openParts(disclosures: readonly Disclosure[]): Record<string, unknown> {
  return Object.fromEntries(disclosures.map(d => [d.name, d.value]))
}
