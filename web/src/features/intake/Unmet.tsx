import { formatDate } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import type { Matter } from './matter.ts'
import { unmetOf } from './opening.ts'
import { conditionOf, type Undertaking } from './undertaking.ts'
import { intakeWords } from './words.ts'
import './sections.css'

/** 条件不符合: said at once, with the day to come back; who wants it received all the same is received and decided on. */
export function Unmet({
  undertaking,
  matter,
  onChange,
}: {
  undertaking: Undertaking
  matter: Matter
  onChange: (next: (now: Matter) => Matter) => void
}) {
  const t = useWords(intakeWords)
  const language = useLanguage()
  const { all } = useJurisdictions()
  const unmet = unmetOf(matter)
  if (unmet.length === 0) return null
  const texts = all.find(({ code }) => code === undertaking.chosen.deciding)?.texts ?? {}
  const later = unmet
    .map(({ metOn }) => metOn)
    .filter(day => day !== undefined)
    .sort()
    .at(-1)
  return (
    <section className="lq-unmet" role="alert">
      <Icon name="warning" />
      <div>
        <h2>{later ? t('comeBackOn', { date: formatDate(later, language) }) : t('notMet')}</h2>
        {unmet.map(condition => (
          <p key={condition.key}>{conditionOf(undertaking, condition)}</p>
        ))}
        {later && (
          <p className="lq-unmet-tell">
            {texts['refusal-too-early']?.[language].replace('{date}', formatDate(later, language))}
          </p>
        )}
        <label className="lq-choice">
          <input
            type="checkbox"
            id="insists"
            checked={matter.insists}
            onChange={event => onChange(now => ({ ...now, insists: event.target.checked }))}
          />
          {t('insists')}
        </label>
      </div>
    </section>
  )
}
