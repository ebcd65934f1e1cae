import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import pg from 'pg'

/** Bytes that a generated case takes with its indexes, roughly; so much must be free before rows are made. */
const bytesPerCase = 4_000

/** Rows of a batch: enough to be quick, little enough to fit into memory. */
const batch = 200_000

/** Whether the disk has room for so many generated cases, and as much again for the log. */
export async function hasRoomFor(cases: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(tmpdir())
  return bavail * bsize > cases * bytesPerCase * 1.5
}

/**
 * Fill a node's own tables until they hold `total` generated cases: copies of a real one, spread over
 * thirty-one departments, both jurisdictions, four stations, five years of deadlines; one in ten is open. Names, phones and
 * numbers are random digests, but one case in fifty has one of twenty common names.
 */
export async function fillCases(databaseUrl: string, record: string, total: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('set synchronous_commit = off')
    const { rows } = await client.query<{ known: number }>(
      `select count(*)::int as known from record where id like 'made-%'`,
    )
    await withoutIndexes(client, ['record', 'case_index'], async () => {
      for (let from = rows[0]?.known ?? 0; from < total; from += batch) {
        const to = Math.min(total, from + batch) - 1
        await client.query(makeRecords, [record, from, to])
        await client.query(makeIndex, [record, from, to])
      }
    })
    await client.query('vacuum (analyze) record, case_index')
  } finally {
    await client.end()
  }
}

/** Take the indexes of tables away while rows come in, all but the keys, and build the very same ones again. */
async function withoutIndexes(
  client: pg.Client,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = any ($1::regclass[]) and not indisprimary`,
    [tables],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  await work()
  for (const { definition } of rows) await client.query(definition)
}

/** Fill the search of the catalogue until it holds `total` implementations: real ones under other jurisdictions' codes. */
export async function fillCatalogue(databaseUrl: string, total: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('set synchronous_commit = off')
    await client.query(makeSearchRows, [total])
    await client.query('vacuum (analyze) item_search')
  } finally {
    await client.end()
  }
}

const makeRecords = `
  insert into record (id, kind, version, phase, ended, seq, head, leader, participants, opened_at, changed_at, state)
  select 'made-' || n, kind, version, phase, n % 10 <> 0, seq, head, leader, participants, opened_at, changed_at,
    state
  from record, generate_series($2::bigint, $3::bigint) n
  where id = $1`

const makeIndex = `
  insert into case_index (record_id, matter, item, mode, asked, asked_departments, received_at, phase, ended, deciding,
    receiving, participants, departments, stations, applicants, due_at, changed_at, id_index, phone_index, name_index,
    tracking_index)
  select 'made-' || n, gen_random_uuid(), item, mode, asked, asked_departments, received_at,
    case when n % 10 <> 0 then 'delivered' when n % 20 = 0 then 'accepted' else 'received' end,
    n % 10 <> 0,
    d.deciding,
    case when n % 5 = 0 then '340523' else '320111' end,
    '{320111,340523}',
    array[d.deciding || ':' || case n / 10 % 31 when 0 then 'public-security' else 'department-' || n / 10 % 31 end],
    array['station-' || n / 10 % 4],
    array['matter-' || n, 'r-' || md5(n::text)],
    now() + n * 104729 % 1825 * interval '1 day' + n % 86400 * interval '1 second',
    now() - n * 15485863 % 1825 * interval '1 day',
    decode(md5('id' || n), 'hex'),
    decode(md5('phone' || n), 'hex'),
    decode(md5('name' || case when n % 50 = 0 then n / 50 % 20 else n end), 'hex'),
    decode(md5('tracking' || n), 'hex')
  from case_index, generate_series($2::bigint, $3::bigint) n,
    lateral (select case when n / 10 % 3 = 0 then '340523' else '320111' end as deciding) d
  where record_id = $1`

const makeSearchRows = `
  insert into item_search (jurisdiction, code, department, objects, hit, words, pinyin, initials)
  select j, t.code, t.department, t.objects, t.hit || jsonb_build_object('jurisdiction', j), t.words, t.pinyin, t.initials
  from generate_series(0, (select $1 / count(*)::int from item_search where jurisdiction in ('320111', '340523'))) n,
    lateral (select lpad((410000 + n)::text, 6, '0') as j) j, item_search t
  where t.jurisdiction in ('320111', '340523')
  on conflict do nothing`
