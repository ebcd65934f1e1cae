import type { FastifyInstance } from 'fastify'
import type { Node } from '../node.ts'

/**
 * The headers that tell a browser what it may do with an answer of this node (OWASP ASVS 5.0, 3.4): everything from
 * ourselves and nothing inline but styles, which antd sets; forms go to ourselves and to the identity provider; no other
 * site frames, opens or embeds us. HTTPS is insisted on where the node is reached by it. Said once, the same for every
 * answer. Pages tell what is left by the time at which the node answered (`Date`), which its own clock says.
 */
export function setHeaders(app: FastifyInstance, { config, time }: Node): void {
  const headers = {
    'content-security-policy': policyOf(new URL(config.oidc.issuer).origin),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': devices,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-frame-options': 'SAMEORIGIN',
    'x-permitted-cross-domain-policies': 'none',
    ...(config.publicUrl.startsWith('https:')
      ? { 'strict-transport-security': `max-age=${httpsFor}; includeSubDomains` }
      : {}),
  }
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers)
    if (request.url.startsWith('/api/')) reply.header('date', new Date(time.now()).toUTCString())
    done()
  })
}

/** A year, as browsers ask for it before they remember a site as HTTPS only. Seconds. */
const httpsFor = 365 * 24 * 3600

/** What pages may use of a device: the camera reads identity cards and codes, the position finds the nearest hall. */
const devices =
  'camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), serial=(), bluetooth=()'

/** What a page may load and where it may lead (Content Security Policy Level 3); `issuer`: the identity provider's origin. */
const policyOf = (issuer: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "script-src-attr 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self' blob:",
    `form-action 'self' ${issuer}`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "manifest-src 'self'",
  ].join(';')
