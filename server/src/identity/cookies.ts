import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Node } from '../platform/node.ts'

/** What a browser holds: the session, and a mark that ties an unfinished sign-in to the browser that began it. */
type Purpose = 'session' | 'attempt'

const isSecure = (node: Node) => node.config.publicUrl.startsWith('https:')

/**
 * Two nodes on one host share cookies across ports, so the name carries the jurisdiction: `lq_320111`. Over HTTPS a prefix
 * before it lets no other host, nor a page without TLS, put one in its place (RFC 6265bis section 4.1.3).
 */
function nameOf(node: Node, purpose: Purpose): string {
  const name = `lq_${node.jurisdiction}${purpose === 'attempt' ? '_attempt' : ''}`
  return isSecure(node) ? `__Host-${name}` : name
}

const flags = (node: Node) => ({
  // The prefix wants the whole site.
  path: '/',
  httpOnly: true,
  // Lax, not Strict: the provider sends the browser back by a link, and that first page must know its reader.
  sameSite: 'lax' as const,
  secure: isSecure(node),
})

/** 256 random bits, base64url. */
export const randomToken = () => randomBytes(32).toString('base64url')

/** SHA-256; all that is stored of a token. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest()

export function readCookie(node: Node, request: FastifyRequest, purpose: Purpose): string | undefined {
  const value = request.cookies[nameOf(node, purpose)]
  return value && /^[\w-]{43}$/.test(value) ? value : undefined
}

/** Without an age: it ends with the browser, and the node's own limits end it before. */
export function setCookie(node: Node, reply: FastifyReply, purpose: Purpose, value: string): void {
  reply.setCookie(nameOf(node, purpose), value, flags(node))
}

export function clearCookie(node: Node, reply: FastifyReply, purpose: Purpose): void {
  reply.clearCookie(nameOf(node, purpose), flags(node))
}
