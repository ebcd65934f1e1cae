import { Envelope, messageTyp, queryTyp } from '@lianqiao/model/exchange/messages.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { directory, requirePartner } from '../federation/index.ts'
import { signResponse, verifyRequest, WINDOW_SECONDS } from '../platform/crypto/http-signature.ts'
import { verifyCompact } from '../platform/crypto/jws.ts'
import { traceIdOf } from '../platform/http/context.ts'
import { sendProblem } from '../platform/http/problem-reply.ts'
import type { Node } from '../platform/node.ts'
import { sha256 } from '../platform/vault.ts'
import type { Inbound } from '../platform/wire.ts'
import type { Admitted } from './admitted.ts'
import { answerQuery } from './answer.ts'
import type { Office } from './office.ts'
import { bodyLimit, jose } from './post.ts'
import { receiveMessage } from './receive.ts'
import { asRefusal } from './refusals.ts'

/** What stands behind the gate: it does its work and answers with a signed text. */
type Behind = (node: Node, office: Office, admitted: Admitted) => Promise<string>

/** Requests an address may make in a minute before anything is verified; a partner's own quota comes after that. */
const requestsPerAddress = 60_000

/** The gate of a node: two doors under /exchange, each for one kind of letter. Nothing else lets a partner in. */
export function mountGate(app: FastifyInstance, node: Node, office: Office): void {
  door(app, node, office, '/exchange/messages', messageTyp, receiveMessage)
  door(app, node, office, '/exchange/queries', queryTyp, answerQuery)
}

function door(
  app: FastifyInstance,
  node: Node,
  office: Office,
  url: string,
  typ: string,
  behind: Behind,
): void {
  app.route({
    method: 'POST',
    url,
    bodyLimit,
    config: { rateLimit: { max: requestsPerAddress, timeWindow: '1 minute' } },
    errorHandler: (error, request, reply) => sendProblem(node, request, reply, tooLargeAsOurs(error)),
    handler: async (request, reply) => {
      const admitted = await admit(node, office, request, typ)
      office.links.heard(admitted.from)
      await answer(node, request, reply, await behind(node, office, admitted))
      return reply
    },
  })
}

/**
 * Check a request from the outside in: signature and digest of the HTTP request, who signs, their quota, the signature of
 * the letter, its form, sender, audience and time, and that there is an agreement with the sender.
 * Throws `unreadable-body`, `message-invalid`, `unknown-peer`, `too-many-requests`, `too-large`, `no-agreement`.
 */
async function admit(node: Node, office: Office, request: FastifyRequest, typ: string): Promise<Admitted> {
  const { body } = request
  if (!Buffer.isBuffer(body) || request.headers['content-type'] !== jose) throw problem('unreadable-body')
  const now = node.time.now()
  const book = await directory(node)
  try {
    const caller = await verifyRequest(
      { ...headOf(node, request), body },
      { keys: book.keysOfAll(now), now: new Date(now) },
    )
    const seconds = office.quota.take(caller.jurisdiction as Inbound['from'])
    if (seconds > 0) throw problem('too-many-requests', { seconds })
    const { kid, payload } = await verifyCompact(body.toString(), typ, book.keysEver(caller.jurisdiction))
    const parsed = Envelope.safeParse(payload)
    if (!parsed.success) throw problem('message-invalid', { reason: 'envelope' })
    const { id, from, to, type, at, record, basis, body: content } = parsed.data
    if (from !== caller.jurisdiction) throw problem('message-invalid', { reason: 'sender' })
    if (to !== node.jurisdiction) throw problem('message-invalid', { reason: 'audience' })
    if (secondsBetween(now, at) > WINDOW_SECONDS) throw problem('message-invalid', { reason: 'future' })
    // A message that waited long may carry the signature of a key since replaced: it had to be valid when written.
    // That it was not stolen since, the HTTP signature says, which is of now.
    book.keysOf(from, at)(kid)
    // The signing of an agreement comes before there is one.
    if (!type.startsWith('agreement.')) await requirePartner(node, node.db, from)
    return {
      id,
      from,
      type,
      at,
      ...(record ? { record } : {}),
      ...(basis ? { basis } : {}),
      body: content,
      traceId: traceIdOf(request),
      sha256: sha256(body),
    }
  } catch (error) {
    throw asRefusal(error, request.ip)
  }
}

const secondsBetween = (from: Instant, to: Instant) => (Date.parse(to) - Date.parse(from)) / 1000

/** The request as its sender addressed it, which a reverse proxy may have changed. */
function headOf(node: Node, { method, url, headers }: FastifyRequest) {
  return { method, url: `${node.config.publicUrl}${url}`, headers }
}

async function answer(
  node: Node,
  request: FastifyRequest,
  reply: FastifyReply,
  signed: string,
): Promise<void> {
  const body = Buffer.from(signed)
  const headers = { 'content-type': jose }
  const fields = await signResponse(
    node.vault.signer,
    { status: 200, headers, body },
    headOf(node, request),
    { created: new Date(node.time.now()) },
  )
  await reply
    .status(200)
    .headers({ ...headers, ...fields, 'cache-control': 'no-store' })
    .send(body)
}

/** The server's own words for a body over the limit name the limit of uploads. */
function tooLargeAsOurs(error: unknown): unknown {
  return (error as { code?: string }).code === 'FST_ERR_CTP_BODY_TOO_LARGE'
    ? problem('too-large', { limit: '4 MB' })
    : error
}
