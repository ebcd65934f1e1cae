import type { EvidencePreview } from '@lianqiao/model/api/resources.ts'
import { maskResidentId, ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import type { Language } from '@lianqiao/model/problems/problem.ts'
import { formatDate } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { DivisionName } from '../cases/page/DivisionName.tsx'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import { evidenceWords } from './words.ts'

type Value = EvidencePreview['fields'][number]['value']

/** What a register said, for the person to look at before it is used, and the guide's conditions held against it. */
export function Preview({ preview }: { preview: EvidencePreview }) {
  const t = useWords(evidenceWords)
  const language = useLanguage()
  const words = { yes: t('yes'), no: t('no'), none: t('noValue') }
  return (
    <div className="lq-preview">
      <dl>
        {preview.fields.map(({ name, label, labelEn, value }) => (
          <div key={name}>
            <dt>{language === 'en' ? labelEn : label}</dt>
            <dd>
              {name === 'division' && typeof value === 'string' ? (
                <Place code={value} />
              ) : (
                shown(value, language, words)
              )}
            </dd>
          </div>
        ))}
      </dl>
      {preview.judgement.map(({ key, text, met, metOn }) => (
        <p key={key} className={`lq-judged lq-judged--${met ? 'met' : 'not'}`}>
          <Icon name={met ? 'check' : 'warning'} />
          <strong>{t(met ? 'met' : 'notMet')}</strong> {text}
          {!met && metOn && <strong>{t('metOn', { date: formatDate(metOn, language) })}</strong>}
        </p>
      ))}
    </div>
  )
}

/** A division by its names; registers of households know the county only. */
function Place({ code }: { code: string }) {
  const { nameOf } = useJurisdictions()
  return code.length > 6 ? <DivisionName code={code} /> : nameOf(code)
}

/** Numbers of people with their middle hidden, days as days, yes and no as words. */
function shown(value: Value, language: Language, words: { yes: string; no: string; none: string }): string {
  if (value === null || value === '') return words.none
  if (typeof value === 'boolean') return value ? words.yes : words.no
  const text = String(value)
  const id = ResidentId.safeParse(text)
  if (id.success) return maskResidentId(id.data)
  return /^\d{4}-\d\d-\d\d$/.test(text) ? formatDate(text, language) : text
}
