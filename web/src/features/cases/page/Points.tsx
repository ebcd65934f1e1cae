import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { useWords } from '../../../lib/i18n.ts'
import { useDocumentNames } from './Documents.tsx'
import { useFieldTitles } from './use-field-titles.ts'
import { pageWords } from './words.ts'
import './points.css'

/** 补正事项: each point with the document or the field of the form that it is about. */
export function Points({ view }: { view: CaseView }) {
  const t = useWords(pageWords)
  const nameOf = useDocumentNames(view)
  const titleOf = useFieldTitles(view)
  return (
    <ol className="lq-points">
      {view.correction?.points.map(({ document, field, text }) => (
        <li key={`${document}${field?.at}${text}`}>
          {document && <strong>{t('ofDocument', { name: nameOf(document) })}</strong>}
          {field && <strong>{t('ofForm', { title: titleOf(field.at) ?? field.title })}</strong>}
          {text}
        </li>
      ))}
    </ol>
  )
}
