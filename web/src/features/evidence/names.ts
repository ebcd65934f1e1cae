import { listResources } from '@lianqiao/model/api/resources.ts'
import { useEndpoint } from '../../lib/endpoint.ts'
import { useLanguage } from '../../lib/i18n.ts'

/** Names of registers in the reader's language; `known` is what an answer called itself. */
export function useResourceNames(): (code: string, known?: string) => string {
  const language = useLanguage()
  const { data } = useEndpoint(listResources, {})
  return (code, known = code) => {
    const listed = data?.resources.find(resource => resource.code === code)
    return (language === 'en' ? listed?.nameEn : listed?.name) ?? known
  }
}
