import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { formatTime } from '../../../lib/format.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { useJurisdictions } from '../../catalogue/jurisdictions.ts'
import { useNames } from '../../catalogue/names.ts'
import { FieldValue } from './FieldValue.tsx'
import { asListed } from './form-shape.ts'
import { pageWords } from './words.ts'

/** 调取的数据: what registers answered instead of paper, from whom, when and for what, as the person confirmed it. */
export function Evidence({ view }: { view: CaseView }) {
  const t = useWords(pageWords)
  const language = useLanguage()
  const names = useNames()
  const { nameOf } = useJurisdictions()
  return (
    <ul className="lq-evidence">
      {view.evidence.map(({ id, resource, provider, purpose, pulledAt, content, answer }) => (
        <li key={id}>
          <p className="lq-evidence-head">
            <strong>{names.resource(resource)}</strong>
            <span>
              {t('evidenceFrom', { provider: nameOf(provider), time: formatTime(pulledAt, language) })}
            </span>
            <span>{t('purpose', { purpose: names.purpose(purpose) })}</span>
          </p>
          {content ? (
            <dl className="lq-facts lq-facts--form">
              {asListed(content, names.fieldsOf(resource)).map(name => (
                <div key={name}>
                  <dt>{names.field(resource, name)}</dt>
                  <dd>
                    <FieldValue field={names.fieldOf(resource, name)} value={content[name]} />
                  </dd>
                </div>
              ))}
            </dl>
          ) : (
            <p className="lq-soft">{t('contentHidden')}</p>
          )}
          <p className="lq-hash">
            {t('contentDigest')}{' '}
            <span className="lq-number" title={answer}>
              {answer.slice(0, 16)}…
            </span>{' '}
            <CopyButton text={answer} />
          </p>
        </li>
      ))}
    </ul>
  )
}
