import type { OutputOf } from '@lianqiao/model/api/endpoint.ts'
import type { track } from '@lianqiao/model/api/tracking.ts'
import { formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { trackWords } from './words.ts'

/** 谁用过我的数据: which organ asked which register, when and for what – in both provinces (个人信息保护法 44). */
export function Uses({
  uses,
  en,
  nameOf,
}: {
  uses: OutputOf<typeof track>['uses']
  en: OutputOf<typeof track>['en']
  /** Of a jurisdiction by its code, of an organ by its Chinese name. */
  nameOf: (known: string) => string
}) {
  const t = useWords(trackWords)
  const language = useLanguage()
  const word = (text: string) => (language === 'en' && en[text]) || text
  return (
    <section className="lq-card lq-uses">
      <h2>{t('uses')}</h2>
      <p className="lq-track-small">{t(uses.length > 0 ? 'usesText' : 'usesNone')}</p>
      {uses.length > 0 && (
        <ul>
          {uses.map(({ at, organ, jurisdiction, resource, purpose }) => (
            <li key={`${at}${organ}${resource}`}>
              <strong>{word(resource)}</strong>
              <time dateTime={at}>{formatTime(at, language)}</time>
              <span>
                {t('useFrom', { provider: nameOf(jurisdiction) })} ·{' '}
                {t('usePurpose', { purpose: word(purpose) })}
              </span>
              <span>{t('use', { organ: nameOf(organ) })}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
