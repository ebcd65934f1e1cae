import { timingSafeEqual } from 'node:crypto'
import { parseDictionary, serializeDictionary } from 'structured-headers'
import { CryptoRefusal } from './refusal.ts'
import type { CryptoSuite } from './suite.ts'

/** The `Content-Digest` field of a body (RFC 9530), such as `sha-256=:…:`. An empty body has one too. */
export function contentDigest(suite: CryptoSuite, body: Uint8Array): string {
  return serializeDictionary(new Map([[suite.digestName, [suite.hash(body), new Map()]]]))
}

/**
 * Check that a body is the one a `Content-Digest` field describes. Digests of other algorithms beside the
 * suite's are ignored, as RFC 9530 allows.
 *
 * @throws CryptoRefusal `signature-malformed`: no digest of the suite's algorithm; `digest-mismatch`
 */
export function checkContentDigest(suite: CryptoSuite, field: string, body: Uint8Array): void {
  let stated: unknown
  try {
    stated = parseDictionary(field).get(suite.digestName)?.[0]
  } catch (cause) {
    throw new CryptoRefusal('signature-malformed', 'Content-Digest is not a dictionary', { cause })
  }
  if (!(stated instanceof ArrayBuffer)) {
    throw new CryptoRefusal('signature-malformed', `Content-Digest without ${suite.digestName}`)
  }
  const actual = suite.hash(body)
  if (stated.byteLength !== actual.length || !timingSafeEqual(new Uint8Array(stated), actual)) {
    throw new CryptoRefusal('digest-mismatch', 'the body is not the one that was signed')
  }
}
