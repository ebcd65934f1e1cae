import { CompiledQuery } from 'kysely'

/** Joined texts by those they were made of, one after the other: to put these together for a name would take longer. */
interface Joined {
  text?: string
  next: Map<string, Joined>
}
const texts: Joined = { next: new Map() }
const textsKept = 300
let kept = 0

/**
 * Several writes as one statement, `with w0 as (insert …), w1 as (update …) insert …`: PostgreSQL answers once instead of
 * once for each. They see the database as it was before all of them; references between them are checked after the last.
 */
export function joined(writes: readonly CompiledQuery[]): CompiledQuery {
  const [only] = writes
  if (only && writes.length === 1) return only
  return CompiledQuery.raw(
    knownText(writes) ?? textOf(writes),
    writes.flatMap(write => write.parameters),
  )
}

/** Undefined where there are too many different ones to keep. */
function knownText(writes: readonly CompiledQuery[]): string | undefined {
  let at = texts
  for (const { sql } of writes) {
    const next = at.next.get(sql) ?? { next: new Map() }
    if (kept < textsKept) at.next.set(sql, next)
    at = next
  }
  if (at.text === undefined && kept < textsKept) {
    at.text = textOf(writes)
    kept += 1
  }
  return at.text
}

function textOf(writes: readonly CompiledQuery[]): string {
  let before = 0
  const renumbered = writes.map(({ sql, parameters }) => {
    const shift = before
    before += parameters.length
    return sql.replace(/\$(\d+)/g, (_, number) => `$${Number(number) + shift}`)
  })
  const last = renumbered.pop()
  return `with ${renumbered.map((sql, index) => `w${index} as (${sql})`).join(', ')} ${last}`
}

/** The table that a write changes. */
export function tableOf({ sql }: CompiledQuery): string {
  const [, table = sql] = /^(?:insert into|update|delete from) "(\w+)"/.exec(sql) ?? []
  return table
}
