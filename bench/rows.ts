import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import pg from 'pg'

/** Bytes that a generated case takes with its indexes, roughly; so much must be free before rows are made. */
const bytesPerCase = 2_800
/** And what the log of the database (`max_wal_size`) and sorting for the indexes take beside. */
const besides = 6 * 2 ** 30

/** Rows of a batch: enough to be quick, little enough to fit into memory. */
const batch = 100_000

/** Whether the disk has room for so many generated cases. */
export async function hasRoomFor(cases: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(tmpdir())
  return bavail * bsize > cases * bytesPerCase + besides
}

/**
 * Fill a node's own tables until they hold `total` generated cases: copies of a real one, spread over
 * thirty-one departments, both jurisdictions, four stations, five years of deadlines; one in ten is open. Names, phones and
 * numbers are random digests, but one case in fifty has one of twenty common names.
 */
export async function fillCases(databaseUrl: string, record: string, total: number): Promise<void> {
  const clients = await Promise.all(Array.from({ length: hands }, () => quickClient(databaseUrl)))
  const [client] = clients
  if (!client) return
  try {
    const { rows } = await client.query<{ known: number }>(
      `select count(*)::int as known from record where id like 'made-%'`,
    )
    let next = rows[0]?.known ?? 0
    await withoutIndexes(clients, ['record', 'case_index'], () =>
      byAll(clients, async hand => {
        while (next < total) {
          const from = next
          const to = Math.min(total, from + batch)
          next = to
          await hand.query(makeRecords, [record, from, to - 1])
          await hand.query(makeIndex, [record, from, to - 1])
        }
      }),
    )
    await client.query('vacuum (analyze) record, case_index')
  } finally {
    await Promise.all(clients.map(hand => hand.end()))
  }
}

/** Connections that make rows at the same time. */
const hands = 3

/** A connection that waits for no disk, and asks of no made row whether what it refers to is there: it is. */
async function quickClient(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query('set synchronous_commit = off')
  await client.query('set session_replication_role = replica')
  return client
}

const byAll = async (clients: readonly pg.Client[], work: (client: pg.Client) => Promise<void>) => {
  await Promise.all(clients.map(work))
}

/** Take the indexes of tables away while rows come in, all but the keys, and build the very same ones again. */
async function withoutIndexes(
  clients: readonly pg.Client[],
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const [client] = clients
  const found = await client?.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = any ($1::regclass[]) and not indisprimary`,
    [tables],
  )
  const indexes = found?.rows ?? []
  for (const { name } of indexes) await client?.query(`drop index ${name}`)
  await work()
  const waiting = indexes.values()
  await byAll(clients, async hand => {
    for (const { definition } of waiting) await hand.query(definition)
  })
}

/** Fill the search of the catalogue until it holds some `total` implementations: real ones under other jurisdictions' codes. */
export async function fillCatalogue(databaseUrl: string, total: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('set synchronous_commit = off')
    const { rows } = await client.query<{ each: number }>(
      `select count(*)::int / 2 as each from item_search where jurisdiction in ('320111', '340523')`,
    )
    const counties = Math.ceil(total / (rows[0]?.each ?? total))
    await client.query(makeWordings, [counties])
    await client.query(makeSearchRows, [counties])
    await client.query('vacuum (analyze) item_search, item_wording')
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
    case when n / 20 % 5 = 0 then '340523' else '320111' end,
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

/** Every fifth county of one province words its guides in its own way; the others have their province's wording. */
const makeWordings = `
  insert into item_wording (code, digest, guide, name, words, pinyin, initials)
  select code, digest || ' ' || n, guide, name, words || to_tsvector('simple', 'c' || n), pinyin || ' c' || n, initials
  from item_wording, generate_series(0, $1::int / 10) n
  where id in (select wording from item_search where jurisdiction = '340523')`

const makeSearchRows = `
  with places as (
    select 2 * n + (t.jurisdiction = '320111')::int as n, t.*, w.digest
    from generate_series(0, $1::int / 2) n, item_search t join item_wording w on w.id = t.wording
    where t.jurisdiction in ('320111', '340523')
  )
  insert into item_search (jurisdiction, code, department, objects, hit, wording)
  select j, p.code, p.department, p.objects, p.hit || jsonb_build_object('jurisdiction', j), coalesce(own.id, p.wording)
  from places p cross join lateral (select (410000 + n)::text as j) j
    left join item_wording own on n % 10 = 0 and own.code = p.code and own.digest = p.digest || ' ' || n / 10
  on conflict do nothing`
