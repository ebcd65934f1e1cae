import type { SearchHit } from '@lianqiao/model/api/catalogue.ts'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/database.ts'

/** How one item is found. */
export interface SearchRow {
  hit: SearchHit
  /** In its plain spelling. */
  name: string
  /** Words by weight: A its name, B other names, C the rest of the guide. */
  words: Record<'A' | 'B' | 'C', string[]>
  english: string
  /** One entry a name. */
  pinyin: string[]
  initials: string[]
}

/** Make an item findable at a place, or differently. */
export async function writeSearchRow(tx: Tx, row: SearchRow): Promise<void> {
  const { hit } = row
  const weighed = (weight: 'A' | 'B' | 'C') =>
    sql`setweight(to_tsvector('simple', ${row.words[weight].join(' ')}), ${sql.lit(weight)})`
  const words = sql`${weighed('A')} || ${weighed('B')} || ${weighed('C')}
    || setweight(to_tsvector('english', ${row.english}), 'A')`
  const written = sql<{ wording: number; before: number | null }>`
    with said as (
      select ${hit.code} as code, ${hit.kind === 'guide'}::boolean as guide, ${row.name} as name, ${words} as words,
        ${row.pinyin.join(' ')} as pinyin, ${row.initials.join(' ')} as initials
    ), asked as (
      select *, encode(sha256(convert_to(jsonb_build_array(guide, name, words::text, pinyin, initials)::text, 'UTF8')), 'hex') as digest
      from said
    ), known as (
      select id from item_wording join asked using (code, digest)
    ), made as (
      insert into item_wording (code, digest, guide, name, words, pinyin, initials)
      select code, digest, guide, name, words, pinyin, initials from asked where not exists (select from known)
      on conflict (code, digest) do update set digest = excluded.digest
      returning id
    )
    insert into item_search (jurisdiction, code, department, objects, hit, wording)
    values (${hit.jurisdiction}, ${hit.code}, ${hit.department.code ?? ''}, ${hit.objects}, ${JSON.stringify(hit)},
      (select id from known union all select id from made))
    on conflict (code, jurisdiction) do update set
      department = excluded.department, objects = excluded.objects, hit = excluded.hit, wording = excluded.wording
    returning wording, (select wording from item_search as old
      where old.code = ${hit.code} and old.jurisdiction = ${hit.jurisdiction}) as before`
  const [{ wording, before } = { wording: 0, before: null }] = (await written.execute(tx)).rows
  if (before !== null && before !== wording) await dropUnused(tx, before)
}

export async function deleteSearchRow(tx: Tx, jurisdiction: string, code: string): Promise<void> {
  const deleted = await tx
    .deleteFrom('item_search')
    .where('jurisdiction', '=', jurisdiction)
    .where('code', '=', code)
    .returning('wording')
    .executeTakeFirst()
  if (deleted) await dropUnused(tx, deleted.wording)
}

/** Forget a wording in which no place offers its item any more. */
async function dropUnused(tx: Tx, wording: number): Promise<void> {
  // Whoever is about to use it holds it; what he wrote is seen by the statement after this one.
  await sql`select from item_wording where id = ${wording} for update`.execute(tx)
  await sql`
    delete from item_wording where id = ${wording}
    and not exists (select from item_search where item_search.wording = ${wording})`.execute(tx)
}
