import { listJurisdictions } from '@lianqiao/model/api/catalogue.ts'
import { useEndpoint } from '../../lib/endpoint.ts'

/**
 * Names of jurisdictions in English, by code, and of their organs, by Chinese name, which answers to the public do not hold; asked
 * for only where they are read.
 */
export function useEnglishNames(wanted: boolean): ReadonlyMap<string, string> {
  const { data } = useEndpoint(listJurisdictions, {}, { enabled: wanted })
  const profiles = (wanted && data?.jurisdictions) || []
  return new Map(
    profiles.flatMap(({ code, nameEn, departments }) => [
      [code, nameEn],
      ...departments.map(organ => [organ.name, `${nameEn.split(',')[0]} ${organ.nameEn}`] as const),
    ]),
  )
}
