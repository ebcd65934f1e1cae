import { putAt } from '@lianqiao/model/catalogue/pointer.ts'
import { useWords } from '../../lib/i18n.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { DocumentLine } from './DocumentLine.tsx'
import { type DocumentRow, rowsOf } from './documents.ts'
import type { Matter, Provided } from './matter.ts'
import type { Undertaking } from './undertaking.ts'
import { intakeWords } from './words.ts'
import './documents.css'

/**
 * 材料: every document of the guides once, and how it is provided: nobody brings it, it was scanned (once for all items),
 * the original was seen, a declaration replaces it, or it follows. What this case does not need is folded away.
 */
export function Documents({
  undertaking,
  matter,
  onChange,
}: {
  undertaking: Undertaking
  matter: Matter
  onChange: (next: (now: Matter) => Matter) => void
}) {
  const t = useWords(intakeWords)
  const rows = rowsOf(undertaking, matter)
  const idle = rows.filter(({ standing }) => standing.state === 'idle')
  const needed = rows.filter(({ standing }) => standing.state !== 'idle')
  const missing = needed.filter(({ standing }) => standing.state === 'missing').length
  const provide =
    ({ document: { code }, field }: DocumentRow) =>
    (provided: Provided | undefined) =>
      onChange(now => {
        const { [code]: _old, ...others } = now.documents
        const documents = provided ? { ...others, [code]: provided } : others
        // The form's own field holds the same scan: nothing is scanned twice.
        const form = field ? putAt(now.form, field, provided?.files.at(-1)?.id) : now.form
        return { ...now, documents, form }
      })
  const line = (row: DocumentRow) => (
    <DocumentLine key={row.document.code} row={row} onProvide={provide(row)} />
  )
  return (
    <section className="lq-card lq-documents" id="section-3" aria-labelledby="documents-title" tabIndex={-1}>
      <header>
        <h2 id="documents-title">{t('documentsTitle')}</h2>
        <KeyHint keys="alt+3" />
        <p className={missing > 0 ? 'lq-documents-missing' : 'lq-documents-full'} aria-live="polite">
          {missing > 0 ? t('missing', { count: missing }) : t('nothingMissing')}
        </p>
      </header>
      <ul>{needed.map(line)}</ul>
      {idle.length > 0 && (
        <details>
          <summary>{t('idle', { count: idle.length })}</summary>
          <ul>{idle.map(line)}</ul>
        </details>
      )}
    </section>
  )
}
