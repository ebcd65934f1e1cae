import { promisify } from 'node:util'
import { brotliCompress, gzip, constants as zlib } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Bytes from which on it is worth the node's time: what is smaller travels in a packet or two. */
const worthwhile = 4096

/**
 * Compress a long answer of an endpoint that is open to everybody, as Brotli (RFC 7932) or gzip. Such an answer is the same
 * for all who ask, so that its length tells nothing of anybody; answers to somebody signed in stay as they are (BREACH,
 * CVE-2013-3587).
 */
export async function squeeze(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  if (typeof payload !== 'string' || payload.length < worthwhile) return payload
  reply.header('vary', 'accept-encoding')
  const taken = request.headers['accept-encoding'] ?? ''
  const [encoding, packed] = /\bbr\b/.test(taken)
    ? ['br', await promisify(brotliCompress)(payload, { params: { [zlib.BROTLI_PARAM_QUALITY]: quality } })]
    : /\bgzip\b/.test(taken)
      ? ['gzip', await promisify(gzip)(payload)]
      : [undefined, payload]
  if (encoding) reply.header('content-encoding', encoding).removeHeader('content-length')
  return packed
}

/** Of eleven: more takes several times as long for a tenth less. */
const quality = 4
