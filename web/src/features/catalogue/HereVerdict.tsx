import { canBeDoneHere } from '@lianqiao/model/api/catalogue.ts'
import type { HereAnswer } from '@lianqiao/model/api/catalogue-here.ts'
import { useEndpoint } from '../../lib/endpoint.ts'
import { formatDate } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon, type IconName } from '../../ui/icons.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { VerdictLoading } from './GuideLoading.tsx'
import { Hours } from './Hours.tsx'
import { SideTag } from './SideTag.tsx'
import { ToBring } from './ToBring.tsx'
import { limitText, visitsText } from './terms.ts'
import { translated } from './translated.ts'
import { catalogueWords } from './words.ts'
import './here.css'

/**
 * 能在这里办吗? The answer first, in a word and a sentence; then what it takes. `only` one jurisdiction's guide, else all.
 * `place`: a station, one party's windows in it, or a jurisdiction; without it, the node's own ground.
 */
export function HereVerdict({
  code,
  place = {},
  only,
}: {
  code: string
  place?: { station?: string; jurisdiction?: string }
  only?: string
}) {
  const { data, error, isPlaceholderData, refetch } = useEndpoint(canBeDoneHere, {
    params: { code },
    query: place,
  })
  if (error) return <ProblemAlert problem={error} onRetry={() => void refetch()} />
  // What holds for another place is no answer for this one.
  if (!data || isPlaceholderData)
    return (
      <LoadingState>
        <VerdictLoading />
      </LoadingState>
    )
  const answers = data.answers.filter(answer => !only || answer.jurisdiction === only)
  return (
    <ul className="lq-verdicts" aria-live="polite">
      {answers.map(answer => (
        <li key={answer.jurisdiction} className={`lq-verdict lq-verdict--${answer.verdict}`}>
          <Verdict answer={answer} />
        </li>
      ))}
    </ul>
  )
}

const icons: Record<HereAnswer['verdict'], IconName> = {
  'decide-here': 'check',
  'receive-here': 'check',
  joint: 'check',
  online: 'globe',
  'go-there': 'arrow',
}

function Verdict({ answer }: { answer: HereAnswer }) {
  const t = useWords(catalogueWords)
  const language = useLanguage()
  const { verdict, grant, places, bring, shared } = translated(answer, language)
  return (
    <>
      <p className="lq-verdict-word">
        <Icon name={icons[verdict]} /> <strong>{t(verdict)}</strong>{' '}
        <SideTag jurisdiction={answer.jurisdiction} />
      </p>
      <p>{answer.reason[language]}</p>
      <p className="lq-verdict-facts">
        <span>{limitText(answer.promised, language)}</span>
        <span>{visitsText(answer.visits ?? 0, language)}</span>
        <ToBring documents={bring} />
        {shared.length > 0 && <span>{t('sharedCount', { count: shared.length })}</span>}
        {answer.online && verdict !== 'online' && <span>{t('alsoOnline')}</span>}
      </p>
      {grant && (
        <p className="lq-verdict-more">
          <Icon name="document" />{' '}
          {t('agreement', { number: grant.agreement, to: formatDate(grant.to, language) })}
          {grant.staff === 'named' && `\u00a0· ${t('namedStaff')}`}
          {answer.transfer && `\u00a0· ${t('transfer', { limit: limitText(answer.transfer, language) })}`}
        </p>
      )}
      {verdict === 'online' && answer.onlineAddress && (
        <p>
          <a className="lq-button lq-button--primary" href={answer.onlineAddress} rel="noreferrer">
            <Icon name="globe" /> {t('goOnline')}
          </a>
        </p>
      )}
      {places.length > 0 && (
        <ul className="lq-verdict-places">
          {places.map(place => (
            <li key={place.name}>
              <strong>{place.name}</strong> {place.address} <Hours text={place.hours} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
