import { type Envelope, messageLimits, messageTyp } from '@lianqiao/model/exchange/messages.ts'
import { canonicalBytes } from '../platform/crypto/canonical.ts'
import { signDetached } from '../platform/crypto/jws.ts'
import type { Node } from '../platform/node.ts'
import type { Claimed } from './store/outgoing.ts'

/** A message ready to leave: what it says, its signature apart, and both joined as they travel. */
export interface Letter {
  envelope: Envelope
  signed: string
  jws: string
}

/**
 * Open a message and sign it, or join it with the signature that it has: the form that travels is not stored, for it
 * would hold in the clear what the payload seals. Throws `CryptoRefusal` where it is too large.
 */
export async function letterOf(node: Node, claimed: Claimed): Promise<Letter> {
  const envelope = envelopeOf(node, claimed)
  const bytes = canonicalBytes(envelope, messageLimits)
  const signed = claimed.signed ?? (await signDetached(node.vault.signer, messageTyp, bytes))
  const [header, , signature] = signed.split('.')
  return { envelope, signed, jws: `${header}.${Buffer.from(bytes).toString('base64url')}.${signature}` }
}

/** What a stored message says. */
export function envelopeOf(node: Node, { id, payload }: Pick<Claimed, 'id' | 'payload'>): Envelope {
  return node.vault.openJson(`outbox:${id}`, payload) as Envelope
}
