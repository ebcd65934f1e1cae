import type { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { ToBring } from './ToBring.tsx'
import { named, term } from './terms.ts'
import { catalogueWords } from './words.ts'

/** 要带的 and 不用带的 beside one another, so that both are seen at once. */
export function DocumentList({ item }: { item: ItemVersion }) {
  const t = useWords(catalogueWords)
  const language = useLanguage()
  const bring = item.documents.filter(document => !document.exempt)
  const shared = item.documents.filter(document => document.exempt)
  return (
    <div className="lq-guide-documents">
      <section className="lq-card">
        <h2>
          {t('bring')} <ToBring documents={bring} />
        </h2>
        {bring.length === 0 && <p>{t('bringNothing')}</p>}
        <ul>
          {bring.map(document => (
            <li key={document.code}>
              <Icon name="document" />
              <div>
                <p>
                  <strong>{named(document, language)}</strong>{' '}
                  <span className="lq-soft">
                    {term(document.original, language)}
                    {document.copies > 0 && ` · ${t('copies', { count: document.copies })}`}
                    {document.needed === '容缺' && ` · ${t('mayFollow')}`}
                  </span>
                </p>
                {document.neededWhen && (
                  <p className="lq-when">{t('onlyIf', { when: document.neededWhen.text })}</p>
                )}
                {document.declaration && (
                  <p className="lq-soft">{t('declaration', { text: document.declaration })}</p>
                )}
                <p className="lq-soft">{t('standard', { text: document.standard })}</p>
              </div>
            </li>
          ))}
        </ul>
      </section>
      <section className="lq-card lq-guide-documents-shared">
        <h2>
          {t('notBring')}
          {shared.length > 0 && <span>{t('sharedCount', { count: shared.length })}</span>}
        </h2>
        <ul>
          {shared.map(document => (
            <li key={document.code}>
              <Icon name="check" />
              <div>
                <p>
                  <strong>{named(document, language)}</strong>
                </p>
                <p className="lq-soft">{t(document.certificateType ? 'byCertificate' : 'byResource')}</p>
              </div>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
