import { SearchHit } from '@lianqiao/model/api/catalogue.ts'
import { NATIONAL } from '@lianqiao/model/catalogue/national.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Connection, Database } from '../../platform/database/database.ts'
import { transaction } from '../../platform/transaction.ts'

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

/** What a guide scores before a row of a list. */
export const guideBonus = 150

/** Place in the order of hits: score, code, jurisdiction. */
export type Position = [score: number, code: string, jurisdiction: string]

interface Found {
  hit: SearchHit
  score: number
}

interface Page {
  after: Position | undefined
  limit: number
}

/** Items of the lists as they are found, by jurisdiction and code; those that are not offered any more are left out. */
export async function hitsOf(
  db: Connection,
  items: readonly { deciding: string; item: string }[],
): Promise<SearchHit[]> {
  if (items.length === 0) return []
  const rows = await db
    .selectFrom('item_search')
    .select('hit')
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('jurisdiction', 'code'),
        'in',
        items.map(({ deciding, item }) => tuple(deciding, item)),
      ),
    )
    .execute()
  return rows.map(({ hit }) => SearchHit.parse(hit))
}

/**
 * A page of hits, best first; equal ones by code, so that two provinces' guides of one item stand together. A row of the
 * national list gives way to whoever here offers the item.
 *
 * Wordings are scored, not places; of each as many places are looked up as a page may show. Scores add up, in this order of
 * weight: the name itself, a name that holds or begins with what was typed, initials and pinyin from the beginning of a name
 * – which is how homophones (居主证) still arrive –, words by where they stand (ts_rank), pinyin anywhere. Behind all these,
 * where they do not fill the page, comes what is only like it in pinyin (pg_trgm), for slips of the finger (juzuzheng).
 */
export async function searchRows(db: Database, asked: Asked, filter: Filter, page: Page): Promise<Found[]> {
  if (asked.text === undefined) return everything(db, filter, page)
  const holding = await pageOf(asked, scoredOf(asked, holds(asked)), filter, page).execute(db)
  if (holding.rows.length >= page.limit || asked.pinyin.length < 2) return holding.rows
  return transaction(db, async tx => {
    // Of slips in short words more than half of the trigrams are lost; 0.45 is where juzuzheng still finds 居住证.
    const threshold = sql`set local pg_trgm.word_similarity_threshold = 0.45`
    const like = sql`
      select id, (-1000 + 200 * word_similarity(${asked.pinyin}, pinyin) + ${sql.lit(guideBonus)} * guide::int)::int as score
      from item_wording, asked where ${asked.pinyin} <% pinyin and not ${holds(asked)}`
    const scored = sql`${scoredOf(asked, holds(asked))} union all ${like}`
    const [, found] = await Promise.all([
      threshold.execute(tx),
      pageOf(asked, scored, filter, page).execute(tx),
    ])
    return found.rows
  })
}

/** The places of scored wordings, a page of them. */
function pageOf({ words, latin, text = '' }: Asked, scored: RawBuilder<unknown>, filter: Filter, page: Page) {
  return sql<Found>`
    with asked as materialized (
      select to_tsquery('simple', ${orQuery(words)}) || plainto_tsquery('english', ${latin ? text : ''}) as query
    ), scored as materialized (${scored})
    select found.hit, score from scored, lateral (
      select hit, code, jurisdiction from item_search as row
      where wording = scored.id and ${keeps(filter)} and ${isNotNationalBesideLocal} and ${comesAfter(page.after)}
      order by jurisdiction limit ${page.limit}) as found
    order by score desc, found.code, found.jurisdiction
    limit ${page.limit}`
}

const scoredOf = (asked: Asked, where: RawBuilder<unknown>) =>
  sql`select id, ${scoreOf(asked)}::int as score from item_wording, asked where ${where}`

/** A page of all that there is, by code. */
async function everything(db: Database, filter: Filter, { after, limit }: Page): Promise<Found[]> {
  const follows = after ? sql`(code, jurisdiction) > (${after[1]}, ${after[2]})` : sql`true`
  const query = sql<Found>`
    select hit, 0 as score from item_search as row
    where ${keeps(filter)} and ${isNotNationalBesideLocal} and ${follows}
    order by code, jurisdiction limit ${limit}`
  return (await query.execute(db)).rows
}

/** Looked up for rows of the national list alone, one by one: of all places at once it would read the whole table. */
const isNotNationalBesideLocal = sql`(row.jurisdiction <> ${NATIONAL} or coalesce((
  select false from item_search as local where local.code = row.code and local.jurisdiction <> ${NATIONAL} limit 1), true))`

/** Whether a wording holds what was asked, in one spelling or another. */
function holds({ pinyin, latin }: Asked) {
  const tests = [sql`words @@ asked.query`]
  if (pinyin.length > 1) tests.push(sql`pinyin like ${`%${pinyin}%`}`)
  if (latin) tests.push(sql`initials like ${`%${latin}%`}`)
  return sql`(${sql.join(tests, sql` or `)})`
}

function scoreOf({ text, pinyin, latin }: Asked) {
  const parts = [
    sql`1000 * (name = ${text})::int`,
    sql`400 * (position(${text} in name) > 0)::int`,
    sql`150 * (position(${text} in name) = 1)::int`,
    // What can be opened and filed helps more than a row of a list.
    sql`${sql.lit(guideBonus)} * guide::int`,
    sql`400 * ts_rank(words, asked.query)`,
  ]
  if (pinyin)
    parts.push(
      sql`300 * (position(${` ${pinyin}`} in ' ' || pinyin) > 0)::int`,
      sql`300 * (position(${pinyin} in pinyin) > 0)::int`,
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
