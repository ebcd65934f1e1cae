import type { CertificateTypeRow } from '@lianqiao/model/catalogue/tables.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Uscc } from '@lianqiao/model/identifiers/uscc.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { z } from 'zod'
import { certificateTypes, divisionsOf, findProfile } from '../catalogue/index.ts'
import type { Connection } from '../platform/database/database.ts'

/** A type of certificate by its code (证照类型代码). Throws `bad-config` for one that the national list does not have. */
export async function typeOf(code: string): Promise<CertificateTypeRow> {
  const found = (await certificateTypes()).find(type => type.code === code)
  if (!found) throw problem('bad-config', { name: 'certificate-types.csv', reason: `no type ${code}` })
  return found
}

/**
 * The department that issues, as its certificates name it. Throws `bad-config` where the jurisdiction's file has no
 * credit code for it, without which no licence identifier can be made.
 */
export async function issuingOrgan(
  db: Connection,
  jurisdiction: JurisdictionCode,
  department: string,
): Promise<{ name: string; creditCode: Uscc }> {
  const profile = await findProfile(db, jurisdiction)
  const found = profile?.departments.find(d => d.code === department)
  if (!found?.creditCode)
    throw problem('bad-config', { name: 'jurisdiction.json', reason: `no creditCode for ${department}` })
  return { name: found.name, creditCode: found.creditCode }
}

const Place = z.object({ division: z.string().optional(), address: z.string().optional() })

/** A place of a form in words: `{division: 12 digits, address}` with the names from the province down. */
export async function addressOf(db: Connection, place: unknown): Promise<string> {
  const { division, address } = Place.safeParse(place).data ?? {}
  return `${division ? await placeName(db, division) : ''}${address ?? ''}`
}

async function placeName(db: Connection, code: string): Promise<string> {
  const jurisdiction = code.slice(0, 6)
  const profile = await findProfile(db, jurisdiction)
  const names = new Map((await divisionsOf(db, jurisdiction)).map(d => [d.code, spoken(d.name)]))
  const parts = [jurisdiction, ...[9, 12].filter(n => n <= code.length).map(n => code.slice(0, n))]
  return [profile?.province.name, profile?.city.name, ...parts.map(part => names.get(part))].join('')
}

/** NBS names a community by its committee; an address names the place: `乌江社区居委会` → `乌江社区`. */
const spoken = (name: string) => name.replace(/村(民)?委(员)?会$/, '村').replace(/居(民)?委(员)?会$/, '')
