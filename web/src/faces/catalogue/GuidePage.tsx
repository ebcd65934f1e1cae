import { canBeDoneHere, listStations, readItem } from '@lianqiao/model/api/catalogue.ts'
import { usePrefetchQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { GuideLoading } from '../../features/catalogue/GuideLoading.tsx'
import { ItemGuide } from '../../features/catalogue/ItemGuide.tsx'
import { useJurisdictions } from '../../features/catalogue/jurisdictions.ts'
import { PlaceAsk } from '../../features/catalogue/PlaceAsk.tsx'
import { catalogueWords } from '../../features/catalogue/words.ts'
import { endpointQuery, useEndpoint } from '../../lib/endpoint.ts'
import { useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'

/** One guide, the answer to “here?” first; the other side's guide is one step away. */
export function GuidePage() {
  const t = useWords(catalogueWords)
  const { nameOf } = useJurisdictions()
  const { jurisdiction = '', code = '' } = useParams({ strict: false }) as Record<string, string>
  const { data, error, refetch } = useEndpoint(readItem, { params: { jurisdiction, code } })
  // What stands within the guide is asked for beside it, not after it.
  usePrefetchQuery(endpointQuery(canBeDoneHere, { params: { code }, query: {} }))
  usePrefetchQuery(endpointQuery(listStations, {}))
  return (
    <div className="lq-page">
      <Link to="/items" className="lq-back">
        <Icon name="arrow" /> {t('backToSearch')}
      </Link>
      {(error || !data) && <h1 className="lq-hidden">{t('guideTitle')}</h1>}
      {error ? (
        <ProblemAlert problem={error} onRetry={() => void refetch()} />
      ) : data?.document.code === code && data.jurisdiction === jurisdiction ? (
        <ItemGuide
          item={data.document}
          ask={<PlaceAsk code={code} only={jurisdiction} />}
          links={data.alsoIn.map(other => (
            <span key={other}>
              <Link to="/items/$jurisdiction/$code" params={{ jurisdiction: other, code }}>
                {t('otherGuide', { name: nameOf(other) })}
              </Link>{' '}
              ·{' '}
              <Link to="/compare/$code/$mine/$theirs" params={{ code, mine: jurisdiction, theirs: other }}>
                {t('compareWith', { name: nameOf(other) })}
              </Link>
            </span>
          ))}
        />
      ) : (
        <GuideLoading />
      )}
    </div>
  )
}
