import { useLanguage, useWords } from '../../lib/i18n.ts'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import { intakeWords } from './words.ts'
import './liability.css'

/**
 * 责任线: who answers for what. The receiving side (收件地) for identity, check and custody of papers, and delivery; the
 * deciding side (属地) for acceptance and decision. Between them the case is passed on, and both sign.
 */
export function Liability({
  receiving,
  deciding,
  department,
}: {
  receiving: string
  deciding: string
  department: { code: string; name: string }
}) {
  const t = useWords(intakeWords)
  const language = useLanguage()
  const { all, nameOf } = useJurisdictions()
  const listed = all
    .find(({ code }) => code === deciding)
    ?.departments.find(({ code }) => code === department.code)
  const organ = language === 'en' ? (listed?.nameEn ?? department.name) : department.name
  return (
    <section className="lq-card lq-liability" aria-label={t('liability')}>
      <h3>{t('liability')}</h3>
      <ol>
        <li>
          <span className="lq-liability-who">
            {t('receivingSide')} <strong>{nameOf(receiving)}</strong>
          </span>
          <span>{t('receivingDuty')}</span>
        </li>
        {receiving !== deciding && <li className="lq-liability-way">{t('passedOn')}</li>}
        <li>
          <span className="lq-liability-who">
            {t('decidingSide')} <strong>{`${nameOf(deciding)} · ${organ}`}</strong>
          </span>
          <span>{t('decidingDuty')}</span>
        </li>
      </ol>
    </section>
  )
}
