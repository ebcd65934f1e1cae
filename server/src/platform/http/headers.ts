import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import type { Node } from '../node.ts'

/** A year, as browsers ask for it before they remember a site as HTTPS only. Seconds. */
const httpsFor = 365 * 24 * 3600

/** What pages may use of a device: the camera reads identity cards and codes, the position finds the nearest hall. */
const devices =
  'camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), serial=(), bluetooth=()'

/**
 * The headers that tell a browser what it may do with an answer of this node (OWASP ASVS 5.0, 3.4): everything from
 * ourselves and nothing inline but styles, which antd sets; forms go to ourselves and to the identity provider; no other
 * site frames, opens or embeds us. HTTPS is insisted on where the node is reached by it.
 */
export async function setHeaders(app: FastifyInstance, node: Node): Promise<void> {
  const issuer = new URL(node.config.oidc.issuer).origin
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        frameSrc: ["'self'", 'blob:'],
        formAction: ["'self'", issuer],
        frameAncestors: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        manifestSrc: ["'self'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: node.config.publicUrl.startsWith('https:') && {
      maxAge: httpsFor,
      includeSubDomains: false,
    },
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', devices)
  })
}
