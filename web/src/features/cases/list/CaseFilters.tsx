import type { CaseSummary } from '@lianqiao/model/api/case-views.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import { useId, useRef } from 'react'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { named } from '../../catalogue/terms.ts'
import type { CaseFilter, CaseView } from './use-case-list.ts'
import { listWords } from './words.ts'

const views: readonly CaseView[] = ['work', 'all', 'ended']

/** Which cases: the reader's work, all that run, those that ended; of one item; in one phase. */
export function CaseFilters({
  filter,
  seen,
  onChange,
}: {
  filter: CaseFilter
  /** Rows seen so far: the items among them can be chosen. */
  seen: readonly CaseSummary[]
  onChange: (filter: CaseFilter) => void
}) {
  const t = useWords(listWords)
  const language = useLanguage()
  const id = useId()
  const items = useItems(seen)
  const phases = Object.entries(permit.phases).filter(
    ([, p]) => (p.end === true) === (filter.view === 'ended'),
  )
  const choose = (name: 'item' | 'phase', value: string) => {
    const { [name]: _before, ...rest } = filter
    onChange(value ? { ...rest, [name]: value } : rest)
  }
  return (
    <div className="lq-case-filters">
      <fieldset className="lq-segments">
        <legend className="lq-hidden">{t('views')}</legend>
        {views.map(view => (
          <label key={view}>
            <input
              type="radio"
              name={`${id}-view`}
              checked={filter.view === view}
              onChange={() => onChange({ view })}
            />
            <span>{t(view)}</span>
          </label>
        ))}
      </fieldset>
      <label className="lq-case-item">
        {t('item')}
        <select
          className="lq-select"
          value={filter.item ?? ''}
          onChange={event => choose('item', event.target.value)}
        >
          <option value="">{t('any')}</option>
          {[...items].map(([code, item]) => (
            <option key={code} value={code}>
              {named(item, language)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('phase')}
        <select
          className="lq-select"
          value={filter.phase ?? ''}
          onChange={event => choose('phase', event.target.value)}
        >
          <option value="">{t('any')}</option>
          {phases.map(([phase, words]) => (
            <option key={phase} value={phase}>
              {words[language]}
            </option>
          ))}
        </select>
      </label>
      {filter.view !== 'ended' && (
        <label className="lq-case-overdue">
          <input
            type="checkbox"
            checked={filter.overdue ?? false}
            onChange={event => {
              const { overdue: _before, ...rest } = filter
              onChange(event.target.checked ? { ...rest, overdue: true } : rest)
            }}
          />
          {t('overdue')}
        </label>
      )}
    </div>
  )
}

/** Every item met while this list stands, so that a choice stays when the rows of the others are gone. */
function useItems(seen: readonly CaseSummary[]): ReadonlyMap<string, CaseSummary['item']> {
  const met = useRef(new Map<string, CaseSummary['item']>())
  for (const { item } of seen) met.current.set(item.code, item)
  return met.current
}
