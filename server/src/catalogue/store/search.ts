import type { SearchHit } from '@lianqiao/model/api/catalogue.ts'
import { NATIONAL } from '@lianqiao/model/catalogue/listed.ts'
import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/database.ts'

/** How one item is found. */
export interface SearchRow {
  hit: SearchHit
  /** Words by weight: A its name, B other names, C the rest of the guide. */
  words: Record<'A' | 'B' | 'C', string[]>
  english: string
  /** One entry a name. */
  pinyin: string[]
  initials: string[]
}

/** What is looked for. */
export interface Asked {
  /** As typed, in its plain spelling; undefined lists everything. */
  text: string | undefined
  words: string[]
  pinyin: string
  /** Set where Latin letters were typed: they may be initials or English. */
  latin: string | undefined
}

export interface Filter {
  jurisdiction?: string | undefined
  department?: string | undefined
  object?: string | undefined
}

/** Place in the order of hits: score, code, jurisdiction. */
export type Position = [score: number, code: string, jurisdiction: string]

export async function writeSearchRow(tx: Tx, row: SearchRow): Promise<void> {
  const { hit } = row
  const weighed = (weight: 'A' | 'B' | 'C') =>
    sql`setweight(to_tsvector('simple', ${row.words[weight].join(' ')}), ${sql.lit(weight)})`
  const words = sql`${weighed('A')} || ${weighed('B')} || ${weighed('C')}
    || setweight(to_tsvector('english', ${row.english}), 'A')`
  await sql`
    insert into item_search (jurisdiction, code, department, objects, hit, words, pinyin, initials)
    values (${hit.jurisdiction}, ${hit.code}, ${hit.department.code ?? ''}, ${hit.objects}, ${JSON.stringify(hit)},
      ${words}, ${row.pinyin.join(' ')}, ${row.initials.join(' ')})
    on conflict (code, jurisdiction) do update set
      department = excluded.department, objects = excluded.objects, hit = excluded.hit,
      words = excluded.words, pinyin = excluded.pinyin, initials = excluded.initials`.execute(tx)
}

export async function deleteSearchRow(tx: Tx, jurisdiction: string, code: string): Promise<void> {
  await tx
    .deleteFrom('item_search')
    .where('jurisdiction', '=', jurisdiction)
    .where('code', '=', code)
    .execute()
}

/**
 * A page of hits, best first; equal ones by code, so that two provinces' guides of one item stand together. A row of the
 * national list gives way to whoever here offers the item.
 *
 * Scores add up, in this order of weight: the name itself, a name that holds or begins with what was typed, initials and pinyin from the
 * beginning of a name, words by where they stand (ts_rank), pinyin anywhere, likeness of pinyin (pg_trgm) – which is how
 * homophones (居主证) and slips of the finger (juzuzheng) still arrive.
 */
export async function searchRows(
  db: Database,
  asked: Asked,
  filter: Filter,
  page: { after: Position | undefined; limit: number },
): Promise<{ hit: SearchHit; score: number }[]> {
  const query = sql`
    with asked as materialized (
      select to_tsquery('simple', ${orQuery(asked.words)}) || plainto_tsquery('english', ${asked.latin ? (asked.text ?? '') : ''}) as query
    ), found as (
      select jurisdiction, code, hit, ${scoreOf(asked)}::int as score
      from item_search, asked where ${matches(asked)} and ${keeps(filter)}
    )
    select hit, score from found
    where (jurisdiction <> ${NATIONAL} or not exists (
        select from item_search local where local.code = found.code and local.jurisdiction <> ${NATIONAL}))
      and ${comesAfter(page.after)}
    order by score desc, code, jurisdiction
    limit ${page.limit}`
  return db.transaction().execute(async tx => {
    // Of slips in short words more than half of the trigrams are lost; 0.45 is where juzuzheng still finds 居住证.
    await sql`set local pg_trgm.word_similarity_threshold = 0.45`.execute(tx)
    return (await query.execute(tx)).rows as { hit: SearchHit; score: number }[]
  })
}

function matches({ text, pinyin, latin }: Asked) {
  if (text === undefined) return sql`true`
  const tests = [sql`words @@ asked.query`]
  if (pinyin.length > 1) tests.push(sql`pinyin like ${`%${pinyin}%`}`, sql`${pinyin} <% pinyin`)
  if (latin) tests.push(sql`initials like ${`%${latin}%`}`)
  return sql`(${sql.join(tests, sql` or `)})`
}

function scoreOf({ text, pinyin, latin }: Asked) {
  if (text === undefined) return sql`0`
  const name = sql`lower(hit ->> 'name')`
  const parts = [
    sql`1000 * (${name} = ${text})::int`,
    sql`400 * (position(${text} in ${name}) > 0)::int`,
    sql`150 * (position(${text} in ${name}) = 1)::int`,
    // What can be opened and filed helps more than a row of a list.
    sql`150 * (hit ->> 'kind' = 'guide')::int`,
    sql`400 * ts_rank(words, asked.query)`,
  ]
  if (pinyin)
    parts.push(
      sql`300 * (position(${` ${pinyin}`} in ' ' || pinyin) > 0)::int`,
      sql`100 * (position(${pinyin} in pinyin) > 0)::int`,
      sql`200 * word_similarity(${pinyin}, pinyin)`,
    )
  if (latin)
    parts.push(
      sql`500 * (position(${` ${latin}`} in ' ' || initials) > 0)::int`,
      sql`100 * (position(${latin} in initials) > 0)::int`,
    )
  return sql`(${sql.join(parts, sql` + `)})`
}

function keeps({ jurisdiction, department, object }: Filter) {
  const tests = [sql`true`]
  if (jurisdiction) tests.push(sql`jurisdiction = ${jurisdiction}`)
  if (department) tests.push(sql`department = ${department}`)
  if (object) tests.push(sql`${object} = any (objects)`)
  return sql.join(tests, sql` and `)
}

function comesAfter(after: Position | undefined) {
  if (!after) return sql`true`
  const [score, code, jurisdiction] = after
  return sql`(-score, code, jurisdiction) > (${-score}::int, ${code}, ${jurisdiction})`
}

/** Any of the words; quoted, so that nothing typed is taken for an operator. */
function orQuery(words: string[]): string {
  return words.map(word => `'${word.replace(/['\\]/g, '')}'`).join(' | ')
}
