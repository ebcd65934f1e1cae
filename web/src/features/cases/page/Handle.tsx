import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { exportCase } from '@lianqiao/model/api/cases.ts'
import type { ReactNode } from 'react'
import { useAction } from '../../../lib/endpoint.ts'
import { formatList } from '../../../lib/format.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemAlert } from '../../../ui/problem/ProblemAlert.tsx'
import { Qr } from '../../../ui/Qr.tsx'
import { useJurisdictions } from '../../catalogue/jurisdictions.ts'
import { pageWords } from './words.ts'

/** 查询码: what the applicant is given to follow the matter on his telephone. */
export function Tracking({ code }: { code: string }) {
  const t = useWords(pageWords)
  const url = `${location.origin}/track/${code}`
  return (
    <section className="lq-card lq-tracking-code">
      <h2>{t('tracking')}</h2>
      <Qr text={url} label={t('qrLabel')} size="7rem" />
      <div>
        <p>
          <strong className="lq-number">{code}</strong> <CopyButton text={code} />
        </p>
        <p className="lq-soft">{t('trackingText')}</p>
        <a href={url} target="_blank" rel="noreferrer">
          {t('trackingOpen')}
        </a>
      </div>
    </section>
  )
}

/** 同一件事: cases of one matter, which open one another. */
export function Siblings({
  view,
  linkTo,
}: {
  view: CaseView
  linkTo: (id: string, children: ReactNode) => ReactNode
}) {
  const t = useWords(pageWords)
  const language = useLanguage()
  return (
    <section className="lq-card">
      <h2>{t('matter')}</h2>
      <ul className="lq-siblings">
        {view.siblings.map(({ id, name, nameEn, phaseWords }) => (
          <li key={id}>
            {linkTo(id, language === 'en' ? nameEn : name)} <span>{phaseWords[language]}</span>
            <p className="lq-number">{id}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** 记录: the chain's last hash, who holds it, and the export that anybody can verify offline. */
export function RecordCard({ view, mayExport }: { view: CaseView; mayExport: boolean }) {
  const t = useWords(pageWords)
  const language = useLanguage()
  const { nameOf } = useJurisdictions()
  const { id } = view.summary
  const save = useAction(exportCase, { onDone: file => download(file, `${id}.json`) })
  return (
    <section className="lq-card lq-record">
      <h2>{t('record')}</h2>
      <p className="lq-soft">{t('recordText', { count: view.timeline.length })}</p>
      <p>{t('participants', { names: formatList(view.participants.map(nameOf), language) })}</p>
      <p className="lq-hash">
        {t('head')}{' '}
        <span className="lq-number" title={view.head}>
          {view.head.slice(0, 16)}…
        </span>{' '}
        <CopyButton text={view.head} />
      </p>
      {save.error && <ProblemAlert problem={save.error} />}
      {mayExport && (
        <button
          type="button"
          className="lq-button"
          disabled={save.isPending}
          onClick={() => save.mutate({ params: { id } })}
        >
          <Icon name={save.isSuccess ? 'check' : 'document'} /> {t(save.isSuccess ? 'exported' : 'export')}
        </button>
      )}
    </section>
  )
}

function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}
