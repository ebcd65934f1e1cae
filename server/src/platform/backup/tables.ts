import type pg from 'pg'

/** A table of the node, and the columns that are stored rather than computed. */
export interface StoredTable {
  name: string
  columns: string[]
}

/** What only passes: somebody who signed out after the backup must not be signed in again by it. */
const passing = ['migration', 'session', 'login_attempt']

/** Every table of the node, those that others refer to first. */
export async function storedTables(client: pg.ClientBase): Promise<StoredTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; refers: string[] }>(`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum) as columns,
      array(select r.relname::text from pg_constraint k join pg_class r on r.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and r.oid <> c.oid) as refers
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`)
  const waiting = rows.filter(row => !passing.includes(row.name))
  const ordered: StoredTable[] = []
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ refers }) => !waiting.some(other => refers.includes(other.name)))
    const [row] = waiting.splice(next, 1)
    if (next < 0 || !row) throw new Error('tables refer to one another in a circle')
    ordered.push({ name: row.name, columns: row.columns })
  }
  return ordered
}

/** Let every counter of a table go on above the highest number that stands in it. */
export async function raiseSequences(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ sequence: string; name: string; column: string }>(`
    select pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence,
      quote_ident(c.relname) as name, quote_ident(a.attname) as column
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null`)
  for (const { sequence, name, column } of rows)
    await client.query(`select setval($1, (select max(${column}) from ${name})) `, [sequence])
}

/** A name as SQL spells it. */
export const quoted = (client: pg.ClientBase, names: readonly string[]) =>
  names.map(name => client.escapeIdentifier(name)).join(', ')
