import type { ImportFault, ImportPreview } from '@lianqiao/model/api/catalogue-admin.ts'
import { forSheet } from '@lianqiao/model/catalogue/cells.ts'
import type { Language } from '@lianqiao/model/problems/problem.ts'
import { say } from '../../../lib/i18n.ts'
import { importWords } from './words.ts'

/** The report as a CSV to lie beside the sheet, with the mark that Excel needs and nothing that acts as a formula. */
export function reportOf(preview: ImportPreview, language: Language): Blob {
  const t = say(importWords, language)
  const rows = [
    [t('row'), t('column'), t('value'), t('state'), t('problem')],
    ...preview.faults.map(f => [String(f.row), columnOf(f, language), f.value, t(f.severity), f[language]]),
  ]
  const cell = (text: string) => `"${forSheet(text).replaceAll('"', '""')}"`
  const csv = rows.map(row => row.map(cell).join(',')).join('\r\n')
  return new Blob([`\uFEFF${csv}\r\n`], { type: 'text/csv;charset=utf-8' })
}

/** Where a fault is: a column by its heading, as it stands in the list; what is no column by its name. */
export const columnOf = ({ column, columnEn = column }: ImportFault, language: Language): string =>
  language === 'en' ? columnEn : column
