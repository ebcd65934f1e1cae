import { type Verification, verifyCertificate } from '@lianqiao/model/api/certificates.ts'
import type { Verdict } from '@lianqiao/model/certificates/certificate.ts'
import type { TrackingCode } from '@lianqiao/model/identifiers/tracking-code.ts'
import { type ReactNode, useEffect, useRef } from 'react'
import { useEndpoint } from '../../lib/endpoint.ts'
import { formatDate, formatMoment } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon, type IconName } from '../../ui/icons.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { useEnglishNames } from '../catalogue/english-names.ts'
import { certificateWords } from './words.ts'

const icons: Record<Verdict, IconName> = {
  valid: 'check',
  revoked: 'cross',
  suspended: 'pause',
  expired: 'clock',
  unknown: 'question',
}

/** Ask about a code and tell the verdict; below it the way to the next one, or to put right what nobody has. */
export function VerificationResult({
  code,
  ask,
}: {
  code: TrackingCode
  /** Asks for a code; what was asked in vain stands in it. */
  ask: (inVain: string) => ReactNode
}) {
  const t = useWords(certificateWords)
  const asked = useEndpoint(verifyCertificate, { params: { code } })
  const notFound = asked.error?.code === 'certificate-not-found'
  // The answer about another code must not stand here for a moment, for it could be “valid”.
  const found = asked.error || asked.isPlaceholderData ? undefined : asked.data
  return (
    <>
      {found ? (
        <VerdictCard verdict={found.verdict} found={found} />
      ) : notFound ? (
        <VerdictCard verdict="unknown" />
      ) : asked.error ? (
        <ProblemAlert problem={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <section className="lq-card" aria-label={t('checking')}>
          <LoadingState rows={9} />
        </section>
      )}
      {ask(found ? '' : code)}
    </>
  )
}

/** The verdict, readable across a counter, and what it stands on. Colour never says it alone. */
export function VerdictCard({ verdict, found }: { verdict: Verdict; found?: Verification }) {
  const t = useWords(certificateWords)
  const language = useLanguage()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className={`lq-card lq-proof lq-proof--${verdict}`}>
      <header>
        <span className="lq-proof-icon">
          <Icon name={icons[verdict]} />
        </span>
        <div>
          <h2 ref={heading} tabIndex={-1}>
            {t(verdict)}
          </h2>
          {found && <p>{t('checkedAt', { time: formatMoment(found.checkedAt, language) })}</p>}
        </div>
      </header>
      <p>{t(`${verdict}Text`)}</p>
      {found && <Facts found={found} />}
    </section>
  )
}

function Facts({ found }: { found: Verification }) {
  const t = useWords(certificateWords)
  const language = useLanguage()
  const { type, holder, issuer, issuedOn, validUntil } = found
  const english = useEnglishNames(language === 'en')
  const rows = [
    ['type', language === 'en' ? type.nameEn : type.name],
    ['holder', holder],
    ['issuer', english.get(issuer.name) ?? issuer.name],
    ['issuedOn', formatDate(issuedOn, language)],
    ['validUntil', validUntil ? formatDate(validUntil, language) : t('noEnd')],
  ] as const
  return (
    <>
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="lq-proof-privacy">
        <Icon name="lock" /> {t('privacy')}
      </p>
    </>
  )
}
