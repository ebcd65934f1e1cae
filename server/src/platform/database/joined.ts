import { CompiledQuery } from 'kysely'

/** Joined texts by those they were made of. */
const texts = new Map<string, string>()
const textsKept = 300

/**
 * Several writes as one statement, `with w0 as (insert …), w1 as (update …) insert …`: PostgreSQL answers once instead of
 * once for each. They see the database as it was before all of them; references between them are checked after the last.
 */
export function joined(writes: readonly CompiledQuery[]): CompiledQuery {
  const [only] = writes
  if (only && writes.length === 1) return only
  const name = writes.map(write => write.sql).join(';')
  const text = texts.get(name) ?? textOf(writes)
  if (texts.size < textsKept) texts.set(name, text)
  return CompiledQuery.raw(
    text,
    writes.flatMap(write => write.parameters),
  )
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
