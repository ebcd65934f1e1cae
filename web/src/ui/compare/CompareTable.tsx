import { type ReactNode, useState } from 'react'
import { useWords } from '../../lib/i18n.ts'
import { compareWords } from './words.ts'
import './compare.css'

/** One point of two rules side by side. `undefined` = that side does not have it. */
export interface CompareRow {
  key: string
  label: string
  mine: ReactNode | undefined
  theirs: ReactNode | undefined
  differs: boolean
}

/**
 * Two sides' rules beside one another (我方 / 对方). Where they differ it says so in words, and on a yellow ground; the
 * clerk may hide what is the same.
 */
export function CompareTable({
  caption,
  mine,
  theirs,
  rows,
}: {
  caption: string
  mine: string
  theirs: string
  rows: readonly CompareRow[]
}) {
  const t = useWords(compareWords)
  const [onlyDifferent, setOnlyDifferent] = useState(false)
  const count = rows.filter(row => row.differs).length
  const shown = onlyDifferent ? rows.filter(row => row.differs) : rows
  return (
    <div className="lq-compare">
      <div className="lq-compare-head">
        <strong>{caption}</strong>
        <span>{count > 0 ? t('differences', { count }) : t('same')}</span>
        <label>
          <input type="checkbox" checked={onlyDifferent} onChange={e => setOnlyDifferent(e.target.checked)} />{' '}
          {t('onlyDifferent')}
        </label>
      </div>
      <table>
        <caption className="lq-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('point')}</th>
            <th scope="col">{mine}</th>
            <th scope="col">{theirs}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(row => (
            <tr key={row.key} className={row.differs ? 'lq-differs' : ''}>
              <th scope="row">
                {row.label} {row.differs && <span className="lq-tag">{t('differs')}</span>}
              </th>
              <td data-side={mine}>{row.mine ?? <i>{t('absent')}</i>}</td>
              <td data-side={theirs}>{row.theirs ?? <i>{t('absent')}</i>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
