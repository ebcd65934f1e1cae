import type { JurisdictionProfile } from '@lianqiao/model/catalogue/jurisdiction.ts'
import type { DivisionRow } from '@lianqiao/model/catalogue/tables.ts'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { kept } from '../../platform/kept.ts'

/** The own profile and those that partners published, by code. */
export async function listProfiles(db: Connection): Promise<JurisdictionProfile[]> {
  const rows = await db.selectFrom('jurisdiction_profile').select('document').orderBy('code').execute()
  return rows.map(row => row.document as unknown as JurisdictionProfile)
}

/** Asked for with every pull of evidence, changed by nearly nobody: looked at anew twice a second. */
const profiles = kept(
  500,
  async db => new Map((await listProfiles(db)).map(one => [one.code as string, one])),
)

export async function findProfile(db: Connection, code: string): Promise<JurisdictionProfile | undefined> {
  return (await profiles.get(db)).get(code)
}

/** Keep a profile; answers whether it differs from what was kept. */
export async function writeProfile(
  tx: Tx,
  { profile, digest, at }: { profile: JurisdictionProfile; digest: string; at: string },
): Promise<boolean> {
  profiles.changed(tx)
  const content = { digest, document: JSON.stringify(profile), changed_at: at }
  const written = await tx
    .insertInto('jurisdiction_profile')
    .values({ code: profile.code, ...content })
    .onConflict(conflict =>
      conflict.column('code').doUpdateSet(content).where('jurisdiction_profile.digest', '<>', digest),
    )
    .returning('code')
    .executeTakeFirst()
  return written !== undefined
}

const division = (db: Connection) => db.selectFrom('division').select(['code', 'name', 'level', 'parent'])

/** The divisions right below `parent`; without it, the counties. */
export async function listDivisions(db: Connection, parent: string | undefined): Promise<DivisionRow[]> {
  const query = parent
    ? division(db).where('parent', '=', parent)
    : division(db).where('level', '=', 'county')
  return (await query.orderBy('code').execute()) as DivisionRow[]
}

/** All divisions of a jurisdiction. */
export async function divisionsOf(db: Connection, jurisdiction: string): Promise<DivisionRow[]> {
  return (await division(db)
    .where('jurisdiction', '=', jurisdiction)
    .orderBy('code')
    .execute()) as DivisionRow[]
}

/** Replace the divisions of a jurisdiction; answers whether anything differs from before. */
export async function writeDivisions(
  tx: Tx,
  jurisdiction: string,
  divisions: readonly DivisionRow[],
): Promise<boolean> {
  const sorted = [...divisions].sort((a, b) => (a.code < b.code ? -1 : 1))
  if (same(await divisionsOf(tx, jurisdiction), sorted)) return false
  await tx.deleteFrom('division').where('jurisdiction', '=', jurisdiction).execute()
  if (sorted.length === 0) return true
  await tx
    .insertInto('division')
    .values(sorted.map(({ code, name, level, parent }) => ({ code, jurisdiction, name, level, parent })))
    .execute()
  return true
}

const spelled = (list: readonly DivisionRow[]) =>
  JSON.stringify(list.map(({ code, name, level, parent }) => [code, name, level, parent]))
const same = (a: readonly DivisionRow[], b: readonly DivisionRow[]) => spelled(a) === spelled(b)
