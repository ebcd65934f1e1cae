import { listDivisions } from '@lianqiao/model/api/catalogue.ts'
import type { EvidencePreview } from '@lianqiao/model/api/resources.ts'
import type { DivisionRow } from '@lianqiao/model/catalogue/tables.ts'
import { endpointQuery, queryClient } from '../../lib/endpoint.ts'

type Fields = EvidencePreview['fields']

/**
 * 由地址认区划: registers of households name the county only, identity cards not even that, and the address says more. The
 * fields again, with a division as deep as the address tells it: twelve digits for a community, nine for a street. Where a
 * card names none, `county` is tried, and what it does not fit is left open.
 */
export async function withDivision(fields: Fields, county: string): Promise<Fields> {
  const address = fields.find(field => field.name === 'address')?.value
  const division = fields.find(field => field.name === 'division')
  if (typeof address !== 'string' || (division && String(division.value).length !== 6)) return fields
  const from = String(division?.value ?? county)
  const deeper = await divisionOf(from, address).catch(() => from)
  if (division) return fields.map(field => (field === division ? { ...field, value: deeper } : field))
  return deeper.length > 6 ? [...fields, { name: 'division', label: '', labelEn: '', value: deeper }] : fields
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
