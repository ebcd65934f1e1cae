import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { certificateFile } from '@lianqiao/model/api/certificates.ts'
import { addressOf } from '../../../lib/api.ts'
import { formatDate, formatTime } from '../../../lib/format.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { Icon } from '../../../ui/icons.tsx'
import { useNames } from '../../catalogue/names.ts'
import { term } from '../../catalogue/terms.ts'
import { Part } from './Part.tsx'
import { Points } from './Points.tsx'
import { pageWords } from './words.ts'

/** What has come of the case so far: points to correct, refusal, decision, certificate, delivery. */
export function Outcome({ view, mayFile }: { view: CaseView; mayFile: boolean }) {
  const t = useWords(pageWords)
  const language = useLanguage()
  const names = useNames()
  const { correction, refusal, decision, certificate, delivered, rating } = view
  const time = (at: string) => formatTime(at, language)
  return (
    <>
      {correction && (
        <Part
          tone={correction.answeredAt ? 'calm' : 'wait'}
          title={t('correction')}
          more={
            correction.answeredAt
              ? t('correctionAnswered', { time: time(correction.answeredAt) })
              : t('correctionOpen', { time: time(correction.at) })
          }
        >
          <Points view={view} />
        </Part>
      )}
      {refusal && (
        <Part tone="bad" title={t('refusal')} more={t('reason', { text: refusal.reason })}>
          {refusal.returnOn && (
            <p>
              <strong>{t('returnOn', { date: formatDate(refusal.returnOn, language) })}</strong>
            </p>
          )}
        </Part>
      )}
      {decision && (
        <Part
          tone={decision.granted ? 'good' : 'bad'}
          title={t(decision.granted ? 'decisionGranted' : 'decisionDenied')}
          more={`${t('decisionNumber')} ${decision.number} · ${time(decision.at)}`}
        >
          {decision.reason && <p>{t('reason', { text: decision.reason })}</p>}
        </Part>
      )}
      {certificate && (
        <Part tone="good" title={names.certificateType(certificate.type)} more={time(certificate.at)}>
          <p className="lq-number lq-long">{certificate.id}</p>
          {mayFile && (
            <a
              href={addressOf(certificateFile, { params: { id: certificate.id as never } })}
              target="_blank"
              rel="noreferrer"
            >
              <Icon name="document" /> {t('certificateFile')}
            </a>
          )}
        </Part>
      )}
      {delivered && (
        <Part
          tone="good"
          title={t('delivered')}
          more={`${term(delivered.way, language)} · ${time(delivered.at)}`}
        >
          {delivered.postNumber && (
            <p>
              {t('postNumber')} <span className="lq-number">{delivered.postNumber}</span>
            </p>
          )}
        </Part>
      )}
      {rating && (
        <Part tone="calm" title={t('rating')} more={`${'★'.repeat(rating.grade)} ${rating.grade}/5`} />
      )}
    </>
  )
}
