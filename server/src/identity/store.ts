import type { Principal } from '@lianqiao/model/people/principal.ts'
import { asked } from '../platform/database/asked.ts'
import type { Connection, Tx } from '../platform/database/database.ts'
import { gathered } from '../platform/database/gathered.ts'

/** One row of `session`. `content` is sealed under the token's hash. */
export interface SessionRow {
  token_hash: Buffer
  kind: Principal['kind']
  content: Buffer
  created_at: Date
  last_seen_at: Date
  expires_at: Date
}

/** By what the sessions of one person are found: keyed digests. */
export interface Whose {
  holder: Buffer
  provider_subject: Buffer
  provider_session: Buffer | null
}

/** The session of a token, by its hash in hexadecimal digits. */
export const findSession = gathered<SessionRow>(
  (db, hashes) =>
    asked(
      db,
      `select token_hash, kind, content, created_at, last_seen_at, expires_at
       from session where token_hash = any ($1::bytea[])`,
      [hashes.map(hash => `\\x${hash}`)],
    ),
  row => row.token_hash.toString('hex'),
)

export async function insertSession(
  tx: Tx,
  row: Pick<SessionRow, 'token_hash' | 'kind' | 'content'> & Whose & { at: string; expiresAt: string },
): Promise<void> {
  const { at, expiresAt, ...rest } = row
  await tx
    .insertInto('session')
    .values({ ...rest, created_at: at, last_seen_at: at, expires_at: expiresAt })
    .execute()
}

export async function touchSession(tx: Tx, tokenHash: Buffer, at: string): Promise<void> {
  await tx.updateTable('session').set({ last_seen_at: at }).where('token_hash', '=', tokenHash).execute()
}

export async function deleteSession(tx: Tx, tokenHash: Buffer): Promise<void> {
  await tx.deleteFrom('session').where('token_hash', '=', tokenHash).execute()
}

/** The sessions of a person, the newest first; some may be over. */
export async function sessionsOf(db: Connection, holder: Buffer): Promise<SessionRow[]> {
  return db
    .selectFrom('session')
    .select(['token_hash', 'kind', 'content', 'created_at', 'last_seen_at', 'expires_at'])
    .where('holder', '=', holder)
    .orderBy('created_at', 'desc')
    .execute() as Promise<SessionRow[]>
}

/** Not a digest of anything. */
const nobodys = Buffer.alloc(0)

/** What tells whether a session was living. */
export type Span = Pick<SessionRow, 'kind' | 'last_seen_at' | 'expires_at'>
const span = ['kind', 'last_seen_at', 'expires_at'] as const

/** End all sessions that a digest finds, `but` one. @returns those that were there, living or not */
export async function deleteSessionsBy(
  tx: Tx,
  mark: keyof Whose,
  digest: Buffer,
  but = nobodys,
): Promise<Span[]> {
  const found = tx.deleteFrom('session').where(mark, '=', digest).where('token_hash', '!=', but)
  return found.returning(span).execute() as Promise<Span[]>
}

/** End everybody's sessions `but` one. @returns those that were there, living or not */
export async function deleteAllSessions(tx: Tx, but: Buffer): Promise<Span[]> {
  const found = tx.deleteFrom('session').where('token_hash', '!=', but)
  return found.returning(span).execute() as Promise<Span[]>
}

export async function insertAttempt(
  tx: Tx,
  row: { state_hash: Buffer; content: Buffer; expiresAt: string },
): Promise<void> {
  const { expiresAt, ...rest } = row
  await tx
    .insertInto('login_attempt')
    .values({ ...rest, expires_at: expiresAt })
    .execute()
}

/** Take an attempt out, so that it serves once. */
export async function takeAttempt(tx: Tx, stateHash: Buffer, at: string): Promise<Buffer | undefined> {
  const row = await tx
    .deleteFrom('login_attempt')
    .where('state_hash', '=', stateHash)
    .returning(['content', 'expires_at'])
    .executeTakeFirst()
  return row && row.expires_at > new Date(at) ? row.content : undefined
}

/** Remove what is over, whoever it was. */
export async function deleteExpired(tx: Tx, at: string): Promise<void> {
  await tx.deleteFrom('session').where('expires_at', '<=', new Date(at)).execute()
  await tx.deleteFrom('login_attempt').where('expires_at', '<=', new Date(at)).execute()
}
