import { listDivisions } from '@lianqiao/model/api/catalogue.ts'
import { useEndpoint } from '../../../lib/endpoint.ts'
import { useJurisdictions } from '../../catalogue/jurisdictions.ts'

/** A division code (GB/T 2260 and 统计用区划代码) by the names of street and community; the code itself where unknown. */
export function DivisionName({ code }: { code: string }) {
  const { nameOf } = useJurisdictions()
  const street = useNameIn(code.slice(0, 6), code.slice(0, 9))
  const community = useNameIn(code.slice(0, 9), code)
  if (code.length === 6) return <span title={code}>{nameOf(code)}</span>
  if (!street) return <span className="lq-number">{code}</span>
  return <span title={code}>{`${street}${community ?? ''}`}</span>
}

/** The name of a division among those directly below `parent`. */
function useNameIn(parent: string, code: string): string | undefined {
  const { data } = useEndpoint(
    listDivisions,
    { query: { parent } as never },
    { enabled: code.length > parent.length },
  )
  return data?.divisions.find(division => division.code === code)?.name
}
