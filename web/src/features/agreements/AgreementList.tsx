import { listAgreements } from '@lianqiao/model/api/agreements.ts'
import type { ReactNode } from 'react'
import { useEndpoint } from '../../lib/endpoint.ts'
import { formatDate } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { EmptyState } from '../../ui/state/EmptyState.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import { Signature, Standing } from './Standing.tsx'
import { agreementWords } from './words.ts'
import './agreements.css'

/** 协议列表: each with where it stands and whose signatures verify. */
export function AgreementList({ linkTo }: { linkTo: (hash: string, children: ReactNode) => ReactNode }) {
  const t = useWords(agreementWords)
  const language = useLanguage()
  const { nameOf } = useJurisdictions()
  const { data, error, refetch } = useEndpoint(listAgreements, {})
  return (
    <div className="lq-agreements">
      <h1>{t('title')}</h1>
      {error && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingState shape="cards" rows={1} />}
      {data?.agreements.length === 0 && <EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
      {data?.agreements.map(one => (
        <article key={one.hash} className="lq-card">
          <div className="lq-agreement-line">
            <h2>{linkTo(one.hash, language === 'en' ? one.titleEn : one.title)}</h2>
            <Standing standing={one.standing} />
          </div>
          <p className="lq-soft">
            {one.number} · {t('version', { version: one.version })} ·{' '}
            <span className="lq-term">
              {t('validity', {
                from: formatDate(one.validFrom, language),
                to: formatDate(one.validTo, language),
              })}
            </span>
          </p>
          <ul className="lq-agreement-signatures">
            {one.signatures.map(({ jurisdiction, state }) => (
              <li key={jurisdiction}>
                <strong>{nameOf(jurisdiction)}</strong> <Signature state={state} />
              </li>
            ))}
          </ul>
        </article>
      ))}
    </div>
  )
}
