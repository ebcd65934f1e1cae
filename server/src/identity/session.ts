import { timingSafeEqual } from 'node:crypto'
import { csrfHeader } from '@lianqiao/model/api/session.ts'
import { ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import { Principal } from '@lianqiao/model/people/principal.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '../platform/database/database.ts'
import type { Authenticate } from '../platform/http/server.ts'
import type { Node } from '../platform/node.ts'
import { instantOf } from '../platform/time.ts'
import { transaction } from '../platform/transaction.ts'
import { hashOf, randomToken, readCookie } from './cookies.ts'
import { findSession, insertSession, type SessionRow, type Span, touchSession, type Whose } from './store.ts'

const minute = 60_000
/** A session ends after one working day whatever happens (GB/T 22239-2019 asks for both limits). */
const absolute = 8 * 60 * minute
/** Staff work in rooms where others pass; residents may look for a paper for an hour without being thrown out. */
const idle: Record<Principal['kind'], number> = { staff: 30 * minute, resident: 120 * minute }
/** `last_seen_at` is written at most once in this time, so that reading does not cost a write. */
const grain = minute

const Content = z.object({
  who: Principal,
  csrf: z.string(),
  idToken: z.string(),
  residentId: ResidentId.optional(),
})

/** What is sealed in the session's row. */
export type SessionContent = z.infer<typeof Content>

/** A name by which sessions are found again is kept as a keyed digest: of one kind never taken for one of another. */
export const markOf = (node: Pick<Node, 'vault'>, mark: keyof Whose, name: string): Buffer =>
  node.vault.index(`session-${mark}`, name)

/**
 * Begin a session; `sub` and `sid`: how the provider calls the person and his session there.
 * @returns the token for the browser's cookie; the database holds its hash.
 */
export async function openSession(
  node: Node,
  tx: Tx,
  content: Omit<SessionContent, 'csrf'>,
  { sub, sid }: { sub: string; sid: string | undefined },
): Promise<string> {
  const token = randomToken()
  const token_hash = hashOf(token)
  const at = node.time.now()
  await insertSession(tx, {
    token_hash,
    kind: content.who.kind,
    content: node.vault.sealJson(contextOf(token_hash), { ...content, csrf: randomToken() }),
    holder: markOf(node, 'holder', content.who.subject),
    provider_subject: markOf(node, 'provider_subject', sub),
    provider_session: sid ? markOf(node, 'provider_session', sid) : null,
    at,
    expiresAt: instantOf(new Date(Date.parse(at) + absolute)),
  })
  return token
}

const seen = new WeakMap<FastifyRequest, Promise<SessionContent | undefined>>()

/** The living session of a request, read once a request. Any process of the node may answer. */
export function sessionOf(node: Node, request: FastifyRequest): Promise<SessionContent | undefined> {
  const known = seen.get(request)
  if (known) return known
  const reading = readSession(node, request)
  seen.set(request, reading)
  return reading
}

async function readSession(node: Node, request: FastifyRequest): Promise<SessionContent | undefined> {
  const token = readCookie(node, request, 'session')
  if (!token) return undefined
  const row = await findSession(node.db, hashOf(token).toString('hex'))
  const at = node.time.now()
  if (!row || hasEnded(row, Date.parse(at))) return undefined
  if (Date.parse(at) - row.last_seen_at.getTime() >= grain)
    await transaction(node.db, tx => touchSession(tx, row.token_hash, at))
  return contentOf(node, row)
}

/** What rows of sessions held when they were opened last, by token hash: content is never changed, only deleted. */
const opened = new Map<string, { sealed: Buffer; content: SessionContent }>()
const openedKept = 5_000

function contentOf(node: Node, { token_hash, content: sealed }: SessionRow): SessionContent {
  const name = token_hash.toString('hex')
  const known = opened.get(name)
  if (known?.sealed.equals(sealed)) return known.content
  const content = Content.parse(node.vault.openJson(contextOf(token_hash), sealed))
  if (opened.size >= openedKept) opened.clear()
  opened.set(name, { sealed, content })
  return content
}

export function hasEnded(row: Span, now: number): boolean {
  return now >= row.expires_at.getTime() || now - row.last_seen_at.getTime() >= idle[row.kind]
}

/** Bound to its row: the content of one session does not open as another's. */
const contextOf = (tokenHash: Buffer) => `session:${tokenHash.toString('hex')}`

/** Who is calling, for every endpoint of the node. */
export function authenticate(node: Node): Authenticate {
  return async request => {
    const session = await sessionOf(node, request)
    return session && { who: session.who, csrfValid: carriesCsrf(request, session.csrf) }
  }
}

function carriesCsrf(request: FastifyRequest, csrf: string): boolean {
  const given = request.headers[csrfHeader]
  if (typeof given !== 'string') return false
  const [ours, theirs] = [Buffer.from(csrf), Buffer.from(given)]
  // All tokens have one length: that another one has another tells nothing.
  return ours.length === theirs.length && timingSafeEqual(ours, theirs)
}
