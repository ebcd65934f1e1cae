import { useWords } from '../../../lib/i18n.ts'
import { listWords } from './words.ts'

/** What each column tells, above and below one another or, where there is room, side by side. */
const columns = [['number', 'receivedAt'], ['item', 'applicant'], ['phase', 'sides'], ['clocks']] as const

/** The heads of a list of cases; `sorted` is the column by which they stand, where they do. */
export function CaseTableHead({ sorted }: { sorted?: 'clocks' | undefined }) {
  const t = useWords(listWords)
  return (
    <thead>
      <tr>
        {columns.map(([key, below]) => (
          <th key={key} scope="col" {...(key === sorted ? { 'aria-sort': 'ascending' as const } : {})}>
            <span className={below && 'lq-cases-pair'}>
              <span>{t(key)}</span>
              {below && <span className="lq-cases-and"> / </span>}
              {below && <span>{t(below)}</span>}
            </span>
            {key === sorted && <small className="lq-cases-sorted">{t('urgentFirst')}</small>}
          </th>
        ))}
      </tr>
    </thead>
  )
}
