import { type AgreementView, readAgreement } from '@lianqiao/model/api/agreements.ts'
import type { ReactNode } from 'react'
import { useEndpoint } from '../../lib/endpoint.ts'
import { formatDate, formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Icon } from '../../ui/icons.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import { useNames } from '../catalogue/names.ts'
import { translated } from '../catalogue/translated.ts'
import { Collaborations, DataGrants, Grants, Incidents } from './Clauses.tsx'
import { LeaveAgreement, SignAgreement } from './SignOrLeave.tsx'
import { Signature, Standing } from './Standing.tsx'
import { agreementWords } from './words.ts'
import './agreements.css'

/** One agreement: who signed, what each may do for the other, which data may flow, and how one leaves. */
export function AgreementDesk({ hash, own, maySign }: { hash: string; own: string; maySign: boolean }) {
  const { data, error, refetch } = useEndpoint(readAgreement, { params: { hash: hash as never } })
  const t = useWords(agreementWords)
  const language = useLanguage()
  if (data?.hash !== hash)
    return (
      <>
        <h1 className="lq-hidden">{t('title')}</h1>
        {error ? (
          <ProblemAlert problem={error} onRetry={() => void refetch()} />
        ) : (
          <LoadingState shape="cards" rows={4} />
        )}
      </>
    )
  const document = translated(data.document, language)
  return (
    <article className="lq-agreements">
      <Head view={data} />
      {maySign && <SignAgreement view={data} own={own} />}
      <Text document={document} />
      <Grants document={document} />
      <DataGrants document={document} />
      <Collaborations document={document} />
      <Incidents document={document} />
      <Rest document={document}>{maySign && <LeaveAgreement view={data} own={own} />}</Rest>
    </article>
  )
}

function Head({ view }: { view: AgreementView }) {
  const t = useWords(agreementWords)
  const language = useLanguage()
  const { nameOf } = useJurisdictions()
  const { withdrawal, document } = view
  const day = (date: string) => formatDate(date, language)
  return (
    <header className="lq-card">
      <div className="lq-agreement-line">
        <h1>{language === 'en' ? view.titleEn : view.title}</h1>
        <Standing standing={view.standing} />
      </div>
      <p className="lq-soft">
        {view.number} · {t('version', { version: view.version })} ·{' '}
        <span className="lq-term">{t('validity', { from: day(view.validFrom), to: day(view.validTo) })}</span>
      </p>
      {withdrawal && (
        <p className="lq-withdrawn" role="note">
          <Icon name="warning" />
          <span>
            {t('withdrawn', {
              party: nameOf(withdrawal.by),
              time: formatTime(withdrawal.effectiveAt, language),
              reason: withdrawal.reason,
            })}{' '}
            {t(document.withdrawal.runningCases === 'finish' ? 'runningFinish' : 'runningReturn')}
          </span>
        </p>
      )}
      <h2>{t('parties')}</h2>
      <ul className="lq-agreement-signatures">
        {view.signatures.map(({ jurisdiction, state, at }) => (
          <li key={jurisdiction}>
            <strong>{nameOf(jurisdiction)}</strong> <Signature state={state} />{' '}
            {at && (
              <span className="lq-soft lq-term">{t('signedAt', { time: formatTime(at, language) })}</span>
            )}
          </li>
        ))}
      </ul>
      <p className="lq-soft lq-agreement-hash">
        {t('hash')} <span className="lq-number">{view.hash}</span> <CopyButton text={view.hash} />
      </p>
    </header>
  )
}

function Text({ document }: Pick<AgreementView, 'document'>) {
  const t = useWords(agreementWords)
  return (
    <Section title={t('text')}>
      <p className="lq-agreement-text">{document.preamble}</p>
      <ul className="lq-agreement-dots">
        {document.basis.map(basis => (
          <li key={basis}>{basis}</li>
        ))}
      </ul>
    </Section>
  )
}

/** What is recognised, how one leaves – `children`: the way to do so – and whom to call. */
function Rest({ document, children }: Pick<AgreementView, 'document'> & { children: ReactNode }) {
  const t = useWords(agreementWords)
  const { nameOf } = useJurisdictions()
  const names = useNames()
  return (
    <>
      <Section title={t('certificates')}>
        <ul className="lq-agreement-codes">
          {document.certificates.map(type => (
            <li key={type} title={type}>
              {names.certificateType(type)}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('withdrawal')}>
        <p>
          {t('withdrawalText', { days: document.withdrawal.noticeDays })}{' '}
          {t(document.withdrawal.runningCases === 'finish' ? 'runningFinish' : 'runningReturn')}
        </p>
        {children}
      </Section>
      <Section title={t('contacts')}>
        <ul className="lq-agreement-dots">
          {document.contacts.map(({ jurisdiction, office, post, phone }) => (
            <li key={`${jurisdiction}${post}`}>
              {nameOf(jurisdiction)} · {office} · {post} · <span className="lq-number">{phone}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="lq-card">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
