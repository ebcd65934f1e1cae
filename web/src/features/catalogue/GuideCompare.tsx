import { compareGuides } from '@lianqiao/model/api/catalogue.ts'
import { useEndpoint } from '../../lib/endpoint.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { CompareTable } from '../../ui/compare/CompareTable.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { comparedRows } from './compare-rows.tsx'
import { useJurisdictions } from './jurisdictions.ts'
import { named } from './terms.ts'
import { translated } from './translated.ts'
import './compare.css'

/** 两地指南对照: what a person needs on either side, what differs marked; `mine` stands first. */
export function GuideCompare({ code, mine, theirs }: { code: string; mine: string; theirs: string }) {
  const language = useLanguage()
  const { nameOf, sideOf } = useJurisdictions()
  const { data, error, refetch } = useEndpoint(compareGuides, {
    params: { code },
    query: { mine, theirs },
  })
  if (error) return <ProblemAlert problem={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState shape="sides" rows={10} />
  const side = (jurisdiction: string) => `${sideOf(jurisdiction)} ${nameOf(jurisdiction)}`
  return (
    <CompareTable
      caption={named(data.mine, language)}
      mine={side(mine)}
      theirs={side(theirs)}
      rows={comparedRows(translated(data.mine, language), translated(data.theirs, language), language)}
    />
  )
}
