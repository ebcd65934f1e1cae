import { listDivisions } from '@lianqiao/model/api/catalogue.ts'
import type { EvidencePreview } from '@lianqiao/model/api/resources.ts'
import type { DivisionRow } from '@lianqiao/model/catalogue/tables.ts'
import { endpointQuery, queryClient } from '../../lib/endpoint.ts'

type Fields = EvidencePreview['fields']

/**
 * 由地址认区划: registers of households name the county only, and the address says more. The fields again, with the division
 * as deep as the address tells it: twelve digits for a community, nine for a street.
 */
export async function withDivision(fields: Fields): Promise<Fields> {
  const county = fields.find(field => field.name === 'division')?.value
  const address = fields.find(field => field.name === 'address')?.value
  if (typeof county !== 'string' || county.length !== 6 || typeof address !== 'string') return fields
  const deeper = await divisionOf(county, address).catch(() => county)
  return fields.map(field => (field.name === 'division' ? { ...field, value: deeper } : field))
}

async function divisionOf(county: string, address: string): Promise<string> {
  const street = named(await below(county), address)
  if (!street) return county
  const rest = address.slice(address.indexOf(plain(street)) + plain(street).length)
  return named(await below(street.code), rest)?.code ?? street.code
}

const below = async (parent: string) =>
  (await queryClient.fetchQuery(endpointQuery(listDivisions, { query: { parent } }))).divisions

/** What people call a place that the list knows by its committee: 驻马 for 驻马村委会, 乌江 for 乌江社区居委会. */
const plain = ({ name }: DivisionRow) => name.replace(/(社区)?居委会$|村委会$/, '')

/** The longest name that the address begins with or holds. */
function named(rows: readonly DivisionRow[], address: string): DivisionRow | undefined {
  return rows
    .filter(row => plain(row).length > 1 && address.includes(plain(row)))
    .sort((a, b) => plain(b).length - plain(a).length)[0]
}
