import { listCertificateTypes } from '@lianqiao/model/api/catalogue.ts'
import { listResources } from '@lianqiao/model/api/resources.ts'
import type { DataResource, ResourceField } from '@lianqiao/model/catalogue/resource.ts'
import { useEndpoint } from '../../lib/endpoint.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { useJurisdictions } from './jurisdictions.ts'
import { named } from './terms.ts'

export interface Names {
  /** Of an organ of one side; its code while it is not known. */
  department: (jurisdiction: string, code: string | undefined) => string
  /** The same where it stands alone: Chinese names carry their place, English ones do not (`Public Security Bureau (He County)`). */
  departmentThere: (jurisdiction: string, code: string | undefined) => string
  station: (code: string) => string
  /** Of a data resource, and of its fields. Partners name theirs by the same codes. */
  resource: (code: string) => string
  field: (resource: string, name: string) => string
  /** Names of a resource's fields, in the order of its catalogue. */
  fieldsOf: (resource: string) => readonly string[]
  /** 用途, as resources and agreements name it. */
  purpose: (purpose: string) => string
  /** A field of a data resource as its catalogue describes it. */
  fieldOf: (resource: string, name: string) => ResourceField | undefined
  /** Of a type of electronic certificate (证照类型). */
  certificateType: (code: string) => string
}

/** Names that people know for the codes that records keep. */
export function useNames(): Names {
  const language = useLanguage()
  const { all, nameOf } = useJurisdictions()
  const resources = useEndpoint(listResources, {}).data?.resources ?? []
  const types = useEndpoint(listCertificateTypes, {}).data?.types ?? []
  const find = (code: string): DataResource | undefined => resources.find(r => r.code === code)
  const fieldOf = (resource: string, name: string) => find(resource)?.fields.find(f => f.name === name)
  const department = (jurisdiction: string, code: string | undefined) => {
    const profile = all.find(p => p.code === jurisdiction)
    const found = profile?.departments.find(d => d.code === code)
    return found ? named(found, language) : (code ?? '')
  }
  return {
    department,
    departmentThere: (jurisdiction, code) =>
      department(jurisdiction, code) + (language === 'en' ? ` (${nameOf(jurisdiction)})` : ''),
    station: code => {
      const found = all.flatMap(p => p.stations).find(s => s.code === code)
      return found ? named(found, language) : code
    },
    resource: code => {
      const found = find(code)
      return found ? named(found, language) : code
    },
    field: (resource, name) => {
      const found = fieldOf(resource, name)
      return found ? (language === 'en' ? found.labelEn : found.label) : name
    },
    fieldOf,
    fieldsOf: resource => find(resource)?.fields.map(f => f.name) ?? [],
    purpose: purpose => (language === 'en' && resources.find(r => r.en?.[purpose])?.en?.[purpose]) || purpose,
    certificateType: code => {
      const found = types.find(type => type.code === code)
      return found ? named(found, language) : code
    },
  }
}
