import { utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import { problem } from '../problems/problem.ts'
import type { Action, Command, Digest, Disclosure, UnsignedAction } from './action.ts'
import { sha256Hex } from './sha256.ts'

/** The JCS form (RFC 8785) of a JSON value as UTF-8 bytes: the only spelling that is ever hashed or signed. */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8ToBytes(canonicalText(value))
}

function canonicalText(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('not a JSON value')
  return text
}

/** SHA-256 over the JCS form. */
export function digest(value: unknown): Digest {
  return sha256Hex(canonicalText(value)) as Digest
}

/** The same for whoever has the bytes of the JCS form already. */
export function digestOf(canonical: Uint8Array): Digest {
  return sha256Hex(canonical) as Digest
}

/** What the leader signs: the action without its hash and signature. */
export function signedPart(action: Action | UnsignedAction): UnsignedAction {
  const { hash: _hash, signature: _signature, ...rest } = action as Action
  return rest
}

/** What a partner's node signs when it asks: rebuilt from the action, so that the proof can be checked for ever. */
export function commandPart(action: Action | UnsignedAction): Command & { at: string } {
  return {
    id: action.command,
    record: action.record,
    verb: action.verb,
    actor: action.actor,
    body: action.body,
    sealed: action.sealed,
    at: action.proof?.at ?? action.at,
  }
}

/** The commitment to a disclosure that stands in the chain. */
export function commitment(disclosure: Disclosure): Digest {
  return digest([disclosure.salt, disclosure.name, disclosure.value])
}

/**
 * Check that `action` follows `previous` and that its hash is its own; signatures are the caller's, for they need keys.
 * Throws `chain-broken` naming the step.
 * @returns the bytes that its leader signed
 */
export function checkLink(
  previous: Pick<Action, 'record' | 'seq' | 'hash'> | undefined,
  action: Action,
): Uint8Array {
  const broken = (reason: string) => problem('chain-broken', { seq: action.seq, reason })
  if (action.seq !== (previous ? previous.seq + 1 : 0)) throw broken('序号不连续 / sequence gap')
  if (action.prev !== (previous ? previous.hash : null))
    throw broken('与前一步不相接 / does not follow the step before')
  if (previous && action.record !== previous.record) throw broken('不属同一记录 / another record')
  const bytes = canonicalBytes(signedPart(action))
  if (action.hash !== digestOf(bytes)) throw broken('内容与摘要不符 / content does not match its hash')
  return bytes
}
