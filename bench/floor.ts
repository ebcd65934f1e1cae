/**
 * The floor: what this PostgreSQL commits of one accepted case's own inserts, by plain `pg` and nothing else – one
 * transaction a case, one statement a table, into tables with the very same indexes. A process of its own.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { stand } from './child.ts'

/** `from`: a node's database, of whose case `record` the rows are taken; `into`: a migrated, empty one. */
export interface Floor {
  from: string
  into: string
  record: string
  seconds: number
  connections: number
}

/** An insert of the accepted case: its text, and its values for a new case. */
interface Insert {
  text: string
  values(ids: Ids): unknown[]
}
interface Ids {
  record: string
  command: string
  matter: string
}

/** In the order in which references need them. */
const tables: { name: string; where: string }[] = [
  { name: 'record', where: 'id = $1' },
  { name: 'action', where: 'record_id = $1 and seq = 0' },
  { name: 'disclosure', where: 'record_id = $1 and seq = 0' },
  { name: 'case_index', where: 'record_id = $1' },
  { name: 'command', where: 'record_id = $1' },
  { name: 'audit', where: `object = $1 and verb = 'matters.open'` },
  { name: 'matter', where: 'id = (select matter from case_index where record_id = $1)' },
]

async function insertsOf(from: string, record: string): Promise<Insert[]> {
  const client = new pg.Client({ connectionString: from })
  await client.connect()
  const inserts: Insert[] = []
  for (const { name, where } of tables) {
    const columns = await client.query<{ column: string; type: string }>(
      `select attname as column, atttypid::regtype::text as type from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''
       order by attnum`,
      [name],
    )
    const { rows } = await client.query<Record<string, unknown>>(`select * from ${name} where ${where}`, [
      record,
    ])
    inserts.push(insertOf(name, columns.rows, rows))
  }
  await client.end()
  return inserts
}

function insertOf(
  table: string,
  columns: { column: string; type: string }[],
  rows: Record<string, unknown>[],
): Insert {
  const tuple = (_: unknown, row: number) =>
    `(${columns.map((_, column) => `$${row * columns.length + column + 1}`).join(', ')})`
  const known = rows.flatMap(row => columns.map(({ column, type }) => [column, type, row[column]] as const))
  return {
    text: `insert into ${table} (${columns.map(c => c.column).join(', ')}) values ${rows.map(tuple).join(', ')}`,
    values: ids =>
      known.map(([column, type, value]) => {
        if (column === 'record_id' || (table === 'record' && column === 'id')) return ids.record
        if (column === 'command_id' || column === 'command' || (table === 'command' && column === 'id'))
          return ids.command
        if (column === 'matter' || (table === 'matter' && column === 'id')) return ids.matter
        return type === 'jsonb' && value !== null ? JSON.stringify(value) : value
      }),
  }
}

async function run({ from, into, record, seconds, connections }: Floor): Promise<number> {
  const inserts = await insertsOf(from, record)
  const pool = new pg.Pool({ connectionString: into, max: connections })
  let committed = 0
  const began = performance.now()
  const connection = async () => {
    const client = await pool.connect()
    while (performance.now() < began + seconds * 1000) {
      const ids = { record: `floor-${randomUUID()}`, command: randomUUID(), matter: randomUUID() }
      await client.query('begin')
      for (const { text, values } of inserts) await client.query(text, values(ids))
      await client.query('commit')
      committed += 1
    }
    client.release()
  }
  await Promise.all(Array.from({ length: connections }, connection))
  const took = (performance.now() - began) / 1000
  await pool.end()
  return committed / took
}

stand(question => run(question as Floor))
