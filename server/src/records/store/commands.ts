import { asked } from '../../platform/database/asked.ts'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { gathered } from '../../platform/database/gathered.ts'
import { changeIn, insertInto } from '../../platform/database/insert.ts'
import type { Json } from '../../platform/database/tables.ts'
import { instantOf } from '../../platform/time.ts'
import { write } from '../../platform/transaction.ts'

/** A command of this node's people. `content` is a keyed digest of what was wished for. */
export interface KeptCommand {
  id: string
  record: string
  verb: string
  leader: string
  askedBy: string
  askedAt: string
  content: Buffer
  /** `asked` of a leader elsewhere, or `done` at once. */
  state: 'asked' | 'done'
}

const commands = gathered<Pick<KeptCommand, 'id' | 'record' | 'leader' | 'content'>>(
  (db, ids) =>
    asked(db, 'select id, record_id as record, leader, content from command where id = any ($1::uuid[])', [
      ids,
    ]),
  ({ id }) => id,
)

export const findCommand = (
  db: Connection,
  id: string,
): Promise<Pick<KeptCommand, 'record' | 'leader' | 'content'> | undefined> => commands(db, id)

const insertCommands = insertInto('command')

export async function insertCommand(tx: Tx, c: KeptCommand): Promise<void> {
  await write(
    tx,
    insertCommands([
      {
        id: c.id,
        record_id: c.record,
        verb: c.verb,
        leader: c.leader,
        asked_by: c.askedBy,
        asked_at: c.askedAt,
        content: c.content,
        state: c.state,
        settled_at: c.state === 'done' ? c.askedAt : null,
      },
    ]),
  )
}

const changeCommands = changeIn('command', { key: 'id', only: "state = 'asked'" })

/** Mark commands as answered: those whose action arrived, or one that was refused. */
export async function settleCommands(
  tx: Tx,
  ids: readonly string[],
  at: string,
  refusal?: unknown,
): Promise<void> {
  if (ids.length === 0) return
  const end =
    refusal === undefined ? { state: 'done', problem: null } : { state: 'refused', problem: refusal as Json }
  await write(tx, changeCommands(ids.map(id => ({ id, settled_at: at, ...end }))))
}

/**
 * A partner's node refused what this node told it of a record, or was not reached for a week: kept like a refused
 * command of the system, so that whoever works on the record sees it. Telling it twice keeps it once.
 */
export async function insertRefusedReplica(
  tx: Tx,
  refused: { id: string; record: string; verb: string; peer: string; at: string; problem: unknown },
): Promise<void> {
  await tx
    .insertInto('command')
    .values({
      id: refused.id,
      record_id: refused.record,
      verb: refused.verb,
      leader: refused.peer,
      asked_by: 'system',
      asked_at: refused.at,
      content: Buffer.alloc(0),
      state: 'refused',
      settled_at: refused.at,
      problem: JSON.stringify(refused.problem),
    })
    .onConflict(c => c.doNothing())
    .execute()
}

export interface PendingCommand {
  id: string
  verb: string
  leader: string
  askedAt: string
  /** When it was refused. */
  settledAt: string | null
  state: string
  problem: unknown
}

/** Commands of this node on a record that are still open or were refused, oldest first. */
export async function pendingCommands(db: Connection, record: string): Promise<PendingCommand[]> {
  const rows = await db
    .selectFrom('command')
    .selectAll()
    .where('record_id', '=', record)
    .where('state', '!=', 'done')
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  return rows.map(r => ({
    id: r.id,
    verb: r.verb,
    leader: r.leader,
    askedAt: instantOf(r.asked_at),
    settledAt: r.settled_at && instantOf(r.settled_at),
    state: r.state,
    problem: r.problem,
  }))
}
