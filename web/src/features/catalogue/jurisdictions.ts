import { listJurisdictions } from '@lianqiao/model/api/catalogue.ts'
import type { JurisdictionProfile } from '@lianqiao/model/catalogue/jurisdiction.ts'
import { NATIONAL } from '@lianqiao/model/catalogue/national.ts'
import { useEndpoint } from '../../lib/endpoint.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { catalogueWords } from './words.ts'

export interface Jurisdictions {
  own: string | undefined
  all: readonly JurisdictionProfile[]
  /** `浦口` · `Pukou District`; the code while names are not known. */
  nameOf: (code: string) => string
  /** The province's one character (苏, 皖), by which people here tell the sides apart. */
  sideOf: (code: string) => string
  /** An organ's name in the reader's language; the guide's own Chinese where the profile does not know it. */
  officeOf: (jurisdiction: string, department: { code?: string | undefined; name: string }) => string
}

/** Own and partners' jurisdictions by their names. */
export function useJurisdictions(): Jurisdictions {
  const t = useWords(catalogueWords)
  const language = useLanguage()
  const { data } = useEndpoint(listJurisdictions, {})
  const all = data?.jurisdictions ?? []
  const of = (code: string) => all.find(profile => profile.code === code)
  return {
    own: data?.own,
    all,
    nameOf: code => {
      if (code === NATIONAL) return t('national')
      const profile = of(code)
      if (!profile) return code
      return language === 'en' ? (profile.nameEn.split(',')[0] ?? profile.nameEn) : profile.shortName
    },
    sideOf: code => of(code)?.province.shortName ?? '',
    officeOf: (jurisdiction, { code, name }) => {
      const known = of(jurisdiction)?.departments.find(department => department.code === code)
      return known && language === 'en' ? known.nameEn : name
    },
  }
}
