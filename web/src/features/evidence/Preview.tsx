import type { EvidencePreview } from '@lianqiao/model/api/resources.ts'
import { maskResidentId, ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import type { Language } from '@lianqiao/model/problems/problem.ts'
import { formatDate } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { DivisionName } from '../cases/page/DivisionName.tsx'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import { useNames } from '../catalogue/names.ts'
import { named } from '../catalogue/terms.ts'
import { evidenceWords } from './words.ts'

type Value = EvidencePreview['fields'][number]['value']

/**
 * What a register said, for the person to look at before it is used, and the guide's conditions held against it;
 * `conditionOf` says one in the reader's language.
 */
export function Preview({
  preview,
  conditionOf,
}: {
  preview: EvidencePreview
  conditionOf: (judged: EvidencePreview['judgement'][number]) => string
}) {
  const t = useWords(evidenceWords)
  const language = useLanguage()
  const names = useNames()
  const words = { yes: t('yes'), no: t('no'), none: t('noValue') }
  const choiceOf = (resource: string, field: string, value: Value) => {
    const choice = names.fieldOf(resource, field)?.choices?.find(one => one.value === value)
    return choice && named(choice, language)
  }
  return (
    <div className="lq-evidence-preview">
      <dl>
        {preview.fields.map(({ name, label, labelEn, value }) => (
          <div key={name}>
            <dt>{language === 'en' ? labelEn : label}</dt>
            <dd>
              {name === 'division' && typeof value === 'string' ? (
                <Place code={value} />
              ) : (
                shown(value, language, words, choiceOf(preview.resource, name, value))
              )}
            </dd>
          </div>
        ))}
      </dl>
      {preview.judgement.map(judged => (
        <p key={judged.key} className={`lq-judged lq-judged--${judged.met ? 'met' : 'not'}`}>
          <Icon name={judged.met ? 'check' : 'warning'} />
          <strong>{t(judged.met ? 'met' : 'notMet')}</strong> {conditionOf(judged)}
          {!judged.met && judged.metOn && (
            <strong>{t('metOn', { date: formatDate(judged.metOn, language) })}</strong>
          )}
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
function shown(
  value: Value,
  language: Language,
  words: { yes: string; no: string; none: string },
  choice: string | undefined,
): string {
  if (choice) return choice
  if (value === null || value === '') return words.none
  if (typeof value === 'boolean') return value ? words.yes : words.no
  const text = String(value)
  const id = ResidentId.safeParse(text)
  if (id.success) return maskResidentId(id.data)
  return /^\d{4}-\d\d-\d\d$/.test(text) ? formatDate(text, language) : text
}
