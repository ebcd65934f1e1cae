import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { directory } from '../federation/index.ts'
import { signRequest } from '../platform/crypto/http-signature.ts'
import { verifyResponse } from '../platform/crypto/http-verification.ts'
import type { Node } from '../platform/node.ts'
import { traceparent } from '../platform/tracing/trace.ts'
import type { Office } from './office.ts'

/** Media type of a letter and of what answers it: a compact JWS. */
export const jose = 'application/jose'

/** Largest body in bytes that either side reads. */
export const bodyLimit = 4 * 1024 * 1024

/** What came back: a signed text, or an unsigned hint why there is none. */
export type Reply = { signed: string } | { refused: { status: number; code: string } }

/**
 * POST a letter, or a bag of them, to a peer's gate, signed for this one request, and check the signature of the answer.
 * Throws `unknown-peer`, `peer-without-tls`, whatever `fetch` throws, or `CryptoRefusal` where the answer is not the peer's.
 */
export async function post(
  node: Node,
  office: Office,
  letter: {
    peer: JurisdictionCode
    path: string
    type: string
    text: string
    timeoutMs: number
    traceId?: string | undefined
    /** Gives up early: the node is stopping. */
    stopping?: AbortSignal | undefined
  },
): Promise<Reply> {
  const { peer, path, type, text, timeoutMs, traceId, stopping } = letter
  const book = await directory(node)
  const { name, url: address } = book.nodeOf(peer, node.time.now())
  // Letters are signed and not sealed: who is reached over TLS sends to nobody without it.
  if (isTls(node.config.publicUrl) && !isTls(address)) throw problem('peer-without-tls', { peer: name })
  const url = `${address}${path}`
  const body = Buffer.from(text)
  // The same trace on both sides of the border.
  const unsigned = { 'content-type': type, ...(traceId ? { traceparent: traceparent(traceId) } : {}) }
  const created = new Date(node.time.now())
  const signed = await signRequest(
    node.vault.signer,
    { method: 'POST', url, headers: unsigned, body },
    { created },
  )
  const headers = { ...unsigned, ...signed }
  const timeout = AbortSignal.timeout(timeoutMs)
  const response = await office.fetch(url, {
    method: 'POST',
    headers,
    body,
    // A signed request is for one address; it must not be led to another.
    redirect: 'error',
    signal: stopping ? AbortSignal.any([timeout, stopping]) : timeout,
  })
  const answer = Buffer.from(await response.bytes())
  if (answer.length > bodyLimit) throw new RangeError('answer too large')
  if (response.status !== 200) return { refused: { status: response.status, code: hintIn(answer) } }
  const now = node.time.now()
  await verifyResponse(
    { status: 200, headers: Object.fromEntries(response.headers), body: answer },
    { method: 'POST', url, headers },
    { keys: book.keysOf(peer, now), now: new Date(now) },
  )
  return { signed: answer.toString() }
}

const isTls = (address: string) => address.startsWith('https:')

/** The code of a problem document; it is not signed and therefore decides nothing. */
function hintIn(body: Buffer): string {
  try {
    const { code } = JSON.parse(body.toString()) as { code?: unknown }
    return typeof code === 'string' ? code.slice(0, 60) : 'unknown'
  } catch {
    return 'unknown'
  }
}
