import type { ImportFault, ImportPreview, ImportRow } from '@lianqiao/model/api/catalogue-admin.ts'
import { useState } from 'react'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { Icon } from '../../../ui/icons.tsx'
import { ScrollBox } from '../../../ui/ScrollBox.tsx'
import { columnOf } from './report.ts'
import { importWords } from './words.ts'

const states = ['refused', 'new', 'changed', 'unchanged'] as const
/** Rows drawn at once; who has more to settle settles these first. */
const most = 300

/** The sheet as it was understood: every row with what it changes and what is wrong, cell by cell. */
export function PreviewTable({ preview }: { preview: ImportPreview }) {
  const t = useWords(importWords)
  const [state, setState] = useState<ImportRow['state'] | 'all'>(
    preview.counts.refused > 0 ? 'refused' : 'all',
  )
  const rows = preview.rows.filter(row => state === 'all' || row.state === state)
  const amount = (of: typeof state) => (of === 'all' ? preview.rows.length : preview.counts[of])
  const faults = Map.groupBy(preview.faults, fault => fault.row)
  return (
    <section className="lq-preview">
      <div className="lq-preview-filter">
        {(['all', ...states] as const).map(one => (
          <button
            key={one}
            type="button"
            className={`lq-button lq-state-${amount(one) > 0 ? one : 'unchanged'}`}
            aria-pressed={state === one}
            onClick={() => setState(one)}
          >
            {t(one)} <strong>{amount(one)}</strong>
          </button>
        ))}
      </div>
      <ScrollBox className="lq-preview-scroll" label={preview.filename}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('row')}</th>
              <th scope="col">{t('item')}</th>
              <th scope="col">{t('state')}</th>
              <th scope="col">{t('detail')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map(row => (
              <tr key={row.row}>
                <td className="lq-number">{row.row}</td>
                <th scope="row">
                  {row.name || t('empty')}
                  <span className="lq-number">{row.code}</span>
                </th>
                <td>
                  <span className={`lq-tag lq-state-${row.state}`}>{t(row.state)}</span>
                  {row.version && (
                    <span className="lq-preview-version">{t('version', { version: row.version })}</span>
                  )}
                </td>
                <td>
                  <Detail row={row} faults={faults.get(row.row) ?? []} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {rows.length > most && <p>{t('more', { count: rows.length - most })}</p>}
    </section>
  )
}

function Detail({ row, faults }: { row: ImportRow; faults: readonly ImportFault[] }) {
  const t = useWords(importWords)
  const language = useLanguage()
  return (
    <ul className="lq-preview-detail">
      {faults.map(fault => (
        <li key={`${fault.column} ${fault.zh}`} className={`lq-fault-${fault.severity}`}>
          <Icon name={fault.severity === 'error' ? 'warning' : 'info'} />
          <span>
            <span className="lq-hidden">{t(fault.severity)}：</span>
            <strong>{columnOf(fault, language)}</strong> {fault.value && <q>{fault.value}</q>}{' '}
            {fault[language]}
          </span>
        </li>
      ))}
      {row.state === 'changed' &&
        row.changes.map(({ path, before, after }) => (
          <li key={path}>
            <Icon name="arrow" />
            <span>
              <strong>{path}</strong> <del>{before || t('empty')}</del> → <ins>{after || t('empty')}</ins>
            </span>
          </li>
        ))}
    </ul>
  )
}
