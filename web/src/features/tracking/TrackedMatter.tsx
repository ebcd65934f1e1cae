import { track } from '@lianqiao/model/api/tracking.ts'
import type { TrackingCode } from '@lianqiao/model/identifiers/tracking-code.ts'
import { type ReactNode, useEffect, useRef } from 'react'
import { useAwake } from '../../lib/awake.ts'
import { useEndpoint } from '../../lib/endpoint.ts'
import { formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { nodeTime } from '../../lib/now.ts'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { EmptyState } from '../../ui/state/EmptyState.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { useEnglishNames } from '../catalogue/english-names.ts'
import { Rating } from './Rating.tsx'
import { Share } from './Share.tsx'
import { TrackedCaseCard } from './TrackedCaseCard.tsx'
import { Uses } from './Uses.tsx'
import { trackWords } from './words.ts'

/** Milliseconds: a person who keeps the page open sees it move. */
const pace = 30_000

/** Everything under one tracking code. The heading takes the focus when the answer is there, so that it is read out. */
export function TrackedMatter({
  code,
  staff,
  verifyLink,
  ask,
  another,
}: {
  code: TrackingCode
  /** Whether a member of staff is signed in here, who must not rate. */
  staff: boolean
  verifyLink: (children: ReactNode) => ReactNode
  /** Asks for a code, where nobody has this one. */
  ask: ReactNode
  another: ReactNode
}) {
  const t = useWords(trackWords)
  const language = useLanguage()
  const awake = useAwake()
  const matter = useEndpoint(track, { params: { code } }, awake ? { every: pace } : {})
  const english = useEnglishNames(language === 'en')
  const heading = useRef<HTMLHeadingElement>(null)
  const data = matter.data?.code === code ? matter.data : undefined
  const isThere = data !== undefined
  useEffect(() => {
    if (isThere) heading.current?.focus({ preventScroll: true })
  }, [isThere])
  const problem = matter.error && (
    <ProblemAlert problem={matter.error} onRetry={() => void matter.refetch()} />
  )
  const head = (
    <header className="lq-track-head">
      <h1 ref={heading} tabIndex={-1}>
        {t('title')}
      </h1>
      <p>
        {t('codeIs')} <span className="lq-number">{code}</span>
      </p>
      {/* The outline below says it to who listens; here it keeps the line of what is told in its place. */}
      {!data && !matter.error && (
        <p className="lq-track-small" aria-hidden="true">
          {t('asking')}
        </p>
      )}
      {data && (
        <p className="lq-track-small">
          {data.cases.length > 1 && <span>{t('cases', { count: data.cases.length })}</span>}
          <time>
            {t('asOf', { time: formatTime(nodeTime(matter.dataUpdatedAt).toISOString(), language) })}
          </time>
        </p>
      )}
    </header>
  )
  if (!data)
    return (
      <>
        {head}
        {matter.error?.code === 'record-not-found' ? (
          <>
            <EmptyState title={t('notFound')}>{t('notFoundText')}</EmptyState>
            {ask}
          </>
        ) : (
          (problem ?? <LoadingState shape="cards" rows={2} />)
        )}
      </>
    )
  const nameOf = (known: string) => english.get(known) ?? data.jurisdictions[known] ?? known
  return (
    <>
      {problem}
      {head}
      <div className="lq-track-cases">
        {data.cases.map(one => (
          <TrackedCaseCard key={one.id} one={one} en={data.en} nameOf={nameOf} verifyLink={verifyLink}>
            <Rating one={one} code={data.code} staff={staff} />
          </TrackedCaseCard>
        ))}
      </div>
      <div className="lq-track-beside">
        <Uses uses={data.uses} en={data.en} nameOf={nameOf} />
        <Share code={data.code} />
      </div>
      <p className="lq-track-another">{another}</p>
    </>
  )
}
