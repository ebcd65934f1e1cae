import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { awaitedDocuments } from '@lianqiao/model/procedures/permit/awaited.ts'
import { formatDate, formatList, formatTime } from '../../../lib/format.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { useDocumentNames } from './Documents.tsx'
import { Part } from './Part.tsx'
import { pageWords } from './words.ts'
import './points.css'

/** What law and guide leave open while a promised paper is missing. */
const open = new Set(['supply', 'require-correction', 'return', 'refuse', 'deny', 'withdraw'])

/**
 * 容缺材料逾期未补: what was promised and by when, that the person was reminded of it, and what may be done now. Nothing lapses
 * by itself.
 */
export function Overdue({ view }: { view: CaseView }) {
  const t = useWords(pageWords)
  const language = useLanguage()
  const nameOf = useDocumentNames(view)
  if (!view.summary.awaited?.overdue) return null
  const choices = view.choices.filter(({ verb, refusal }) => open.has(verb) && !refusal)
  const more = view.reminded
    ? t('overdueReminded', { time: formatTime(view.reminded.at, language) })
    : t('overdueNotReminded')
  return (
    <Part tone="bad" title={t('overdue')} more={more}>
      <ul className="lq-points">
        {awaitedDocuments(view).map(({ code, until }) => (
          <li key={code}>
            <strong>{nameOf(code)}</strong> {until && t('overdueBy', { date: formatDate(until, language) })}
          </li>
        ))}
      </ul>
      <p>
        {t('overdueText')}
        {choices.length > 0 &&
          t('overdueChoices', {
            choices: formatList(
              choices.map(({ title }) => title[language]),
              language,
            ),
          })}
      </p>
    </Part>
  )
}
