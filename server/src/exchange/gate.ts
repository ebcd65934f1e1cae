import { Envelope, messageTyp, queryTyp } from '@lianqiao/model/exchange/messages.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { directory, requirePartner } from '../federation/index.ts'
import { compiled } from '../platform/compiled.ts'
import { signResponse } from '../platform/crypto/http-signature.ts'
import { verifyRequest, WINDOW_SECONDS } from '../platform/crypto/http-verification.ts'
import { verifyCompact } from '../platform/crypto/jws.ts'
import { traceIdOf } from '../platform/http/context.ts'
import { sendProblem } from '../platform/http/problem-reply.ts'
import type { Node } from '../platform/node.ts'
import { sha256 } from '../platform/vault.ts'
import type { Admitted } from './admitted.ts'
import { answerQuery } from './answer.ts'
import { eachOf } from './each-letter.ts'
import { mailbag } from './mailbag.ts'
import type { Office } from './office.ts'
import { bodyLimit, jose } from './post.ts'
import { receiveMessage, receiveTogether } from './receive.ts'
import { asRefusal } from './refusals.ts'

/** What stands behind the gate: it does its work and answers with a signed text. */
type Behind = (node: Node, office: Office, admitted: Admitted) => Promise<string>

/** Requests an address may make in a minute before anything is verified; a partner's own quota comes after that. */
const requestsPerAddress = 60_000

/** A door of the gate: which kind of letter it takes, whether by the bag, and what stands behind it. */
interface Door {
  url: string
  typ: string
  bags: boolean
  behind: Behind
}

const doors: readonly Door[] = [
  { url: '/exchange/messages', typ: messageTyp, bags: true, behind: receiveMessage },
  { url: '/exchange/queries', typ: queryTyp, bags: false, behind: answerQuery },
]

/** The gate of a node: two doors under /exchange, each for one kind of letter. Nothing else lets a partner in. */
export function mountGate(app: FastifyInstance, node: Node, office: Office): void {
  for (const door of doors) mount(app, node, office, door)
}

function mount(app: FastifyInstance, node: Node, office: Office, door: Door): void {
  app.route({
    method: 'POST',
    url: door.url,
    bodyLimit,
    config: { rateLimit: { max: requestsPerAddress, timeWindow: '1 minute' } },
    errorHandler: (error, request, reply) => sendProblem(node, request, reply, tooLargeAsOurs(error)),
    handler: async (request, reply) => {
      const { body } = request
      const type = request.headers['content-type']
      if (!Buffer.isBuffer(body) || (type !== jose && !(door.bags && type === mailbag)))
        throw problem('unreadable-body')
      const caller = await callerOf(node, request, body)
      const admit = (jws: string, traceId: string) => letIn(node, office, door, { caller, jws, traceId })
      const alone = (message: Admitted) => door.behind(node, office, message)
      const signed =
        type === jose
          ? await alone(await admit(body.toString(), traceIdOf(request)))
          : await eachOf(node, body.toString(), {
              admit,
              together: letters => receiveTogether(node, office, letters),
              alone,
            })
      await answer(node, request, reply, { type, text: signed })
      return reply
    },
  })
}

/** A letter as it came, and who brought it. */
interface Brought {
  caller: JurisdictionCode
  jws: string
  traceId: string
}

async function letIn(node: Node, office: Office, door: Door, brought: Brought): Promise<Admitted> {
  const { caller } = brought
  const seconds = office.quota.take(caller)
  if (seconds > 0) throw problem('too-many-requests', { seconds })
  const admitted = await admit(node, door.typ, brought)
  office.links.heard(caller)
  return admitted
}

/** Who signed the HTTP request, and its digest. Throws `message-invalid`, `unknown-peer`. */
async function callerOf(node: Node, request: FastifyRequest, body: Buffer): Promise<JurisdictionCode> {
  const now = node.time.now()
  const book = await directory(node)
  try {
    const { jurisdiction } = await verifyRequest(
      { ...headOf(node, request), body },
      { keys: book.keysOfAll(now), now: new Date(now) },
    )
    return jurisdiction as JurisdictionCode
  } catch (error) {
    throw asRefusal(error, request.ip)
  }
}

/**
 * Check a letter from the outside in: its signature, its form, sender, audience and time, and that there is an agreement
 * with the sender. Throws `message-invalid`, `unknown-peer`, `too-large`, `no-agreement`.
 */
async function admit(node: Node, typ: string, { caller, jws, traceId }: Brought): Promise<Admitted> {
  const now = node.time.now()
  const book = await directory(node)
  try {
    const { kid, payload } = await verifyCompact(jws, typ, book.keysEver(caller))
    const parsed = compiled(Envelope).safeParse(payload)
    if (!parsed.success) throw problem('message-invalid', { reason: 'envelope' })
    const { id, from, to, type, at, record, basis, body: content } = parsed.data
    if (from !== caller) throw problem('message-invalid', { reason: 'sender' })
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
      traceId,
      sha256: sha256(Buffer.from(jws)),
    }
  } catch (error) {
    throw asRefusal(error, caller)
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
  { type, text }: { type: string; text: string },
): Promise<void> {
  const body = Buffer.from(text)
  const headers = { 'content-type': type }
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
