import type { CaseView, TimelineStep } from '@lianqiao/model/api/case-views.ts'
import { readCaseDocument } from '@lianqiao/model/api/cases.ts'
import { type NoticeKind, noticeForms, noticeTitle } from '@lianqiao/model/notices/kinds.ts'
import { addressOf } from '../../../lib/api.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { Timeline, type TimelineEntry } from '../../../ui/record/Timeline.tsx'
import { useJurisdictions } from '../../catalogue/jurisdictions.ts'
import { useWhoTook } from '../who-took.ts'
import { pageWords } from './words.ts'

/** 经过: every step with who took it, on which side, on which ground, the document it made and the hash that seals it. */
export function History({ view, own }: { view: CaseView; own: string }) {
  const whoTook = useWhoTook()
  const { nameOf } = useJurisdictions()
  const t = useWords(pageWords)
  const language = useLanguage()
  const entries = view.timeline.map((step): TimelineEntry => {
    return {
      seq: step.seq,
      title: step.title,
      at: step.at,
      by: whoTook(step),
      side: { name: nameOf(step.jurisdiction), own: step.jurisdiction === own },
      documents: documentsOf(view, step, language, t('voucher')).map(({ title, href }) => ({
        title: t('document', { title }),
        href,
      })),
      note: <StepNote step={step} nameOf={nameOf} />,
    }
  })
  return <Timeline entries={entries} />
}

function StepNote({ step, nameOf }: { step: TimelineStep; nameOf: (code: string) => string }) {
  const t = useWords(pageWords)
  const language = useLanguage()
  const { seq, ground, body, hash, jurisdiction, leader } = step
  // A chain counts from nought, people from one.
  const number = t('hash', { step: seq + 1 })
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : undefined)
  return (
    <>
      {text('reason') && <p>{t('reason', { text: text('reason') ?? '' })}</p>}
      {(text('note') ?? text('opinion')) && (
        <p>{t('note', { text: text('note') ?? text('opinion') ?? '' })}</p>
      )}
      {jurisdiction !== leader && <p>{t('letThrough', { leader: nameOf(leader) })}</p>}
      {ground && <p>{t('ground', { text: ground[language] })}</p>}
      <p className="lq-hash" title={`${number} ${hash}`}>
        {number} <span className="lq-number">{hash.slice(0, 8)}</span>
      </p>
    </>
  )
}

/** What the step wrote; with the acceptance notice the 领取凭证, where the result is fetched at a window. */
function documentsOf(
  view: CaseView,
  { seq, document }: TimelineStep,
  language: 'zh' | 'en',
  voucher: string,
): { title: string; href: string }[] {
  const form = noticeForms[document as NoticeKind]
  // Documents name the person; the certificate itself is opened where the outcome is told.
  if (!document || !form || document === 'certificate' || !view.applicant) return []
  const { title, titleEn } = noticeTitle(document as NoticeKind, view.itemKind)
  const at = (query: { kind?: 'collection-voucher' }) =>
    addressOf(readCaseDocument, { params: { id: view.summary.id, seq }, query })
  const written = { title: language === 'en' ? titleEn : title, href: at({}) }
  return document === 'acceptance-notice' && view.delivery.way === '窗口领取'
    ? [written, { title: voucher, href: at({ kind: 'collection-voucher' }) }]
    : [written]
}
