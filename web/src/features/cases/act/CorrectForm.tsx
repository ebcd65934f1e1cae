import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { awaitedDocuments } from '@lianqiao/model/procedures/permit/awaited.ts'
import { formatDate } from '../../../lib/format.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { later } from '../../../lib/later.ts'
import { FileDrop } from '../../../ui/input/FileDrop.tsx'
import type { StoredFile } from '../../../ui/input/use-uploads.ts'
import { Arriving } from '../../../ui/state/Arriving.tsx'
import { LoadingState } from '../../../ui/state/LoadingState.tsx'
import { useDocumentNames } from '../page/Documents.tsx'
import { Points } from '../page/Points.tsx'
import { pageWords } from '../page/words.ts'
import type { Correcting } from './CorrectedForm.tsx'
import { SelectField } from './fields.tsx'
import { actForm, type FieldsProps } from './form.ts'
import { Note, noted } from './simple-forms.tsx'
import { actWords } from './words.ts'

// Most corrections bring papers alone; the form with all its fields is fetched for the others.
const correctedForm = later(() => import('./CorrectedForm.tsx'))

interface HandedIn {
  code: string
  by: 'paper' | 'scan' | 'declaration'
  files: StoredFile[]
  originalSeen: boolean
}
interface Typed extends Correcting {
  documents: HandedIn[]
  note: string
}

/** What both send: documents that the person brought. */
const handedIn = {
  send: ({ documents, note, form }: Typed) => ({
    ...(form ? { parts: { form } } : {}),
    body: {
      documents: documents.map(({ code, by, files, originalSeen }) => ({
        code,
        by,
        originalSeen,
        files: files.flatMap(({ id, sha256 }) => (sha256 ? [{ id, sha256 }] : [])),
      })),
      ...noted(note),
    },
  }),
  // A scan that is not there is none.
  missing: ({ documents, formNeeded, form }: Typed) => [
    ...documents.flatMap(({ by, files }, at) =>
      by === 'scan' && files.length === 0 ? [`/documents/${at}/by`] : [],
    ),
    ...(formNeeded && !form ? ['/form'] : []),
  ],
  wide: true,
} as const

const begun = (codes: readonly string[], formNeeded = false): Typed => ({
  documents: codes.map(code => ({ code, by: 'scan', files: [], originalSeen: true })),
  note: '',
  formNeeded,
})

/** 补正: what the person brought for the points he was told; each document of a point stands ready. */
export const correct = actForm<Typed>({
  ...handedIn,
  begin: view =>
    begun(
      codesOf(view),
      view.correction?.points.some(({ field }) => field),
    ),
  Fields: CorrectFields,
})

/** 补交容缺材料: what was to follow when the case was received, with the day that was told. */
export const supply = actForm<Typed>({
  ...handedIn,
  begin: view => begun(awaitedDocuments(view).map(({ code }) => code)),
  Fields: SupplyFields,
})

function codesOf({ correction }: CaseView): string[] {
  return [...new Set(correction?.points.flatMap(({ document }) => document ?? []))]
}

function CorrectFields({ view, typed, set }: FieldsProps<Typed>) {
  const t = useWords(actWords)
  return (
    <>
      <Points view={view} />
      {view.form && (
        <Arriving part={correctedForm} meanwhile={<LoadingState rows={3} />}>
          {({ CorrectedForm }) => <CorrectedForm view={view} typed={typed} set={set} />}
        </Arriving>
      )}
      {typed.documents.length === 0 && !typed.formNeeded && <p>{t('correctNone')}</p>}
      <Rows view={view} typed={typed} set={set} />
    </>
  )
}

function SupplyFields({ view, typed, set }: FieldsProps<Typed>) {
  const t = useWords(actWords)
  const language = useLanguage()
  const nameOf = useDocumentNames(view)
  return (
    <>
      <p>{t('supplyText')}</p>
      <ol className="lq-points">
        {awaitedDocuments(view).map(({ code, until }) => (
          <li key={code}>
            <strong>{nameOf(code)}</strong> {until && t('supplyUntil', { date: formatDate(until, language) })}
          </li>
        ))}
      </ol>
      <Rows view={view} typed={typed} set={set} />
    </>
  )
}

function Rows({ view, typed, set }: Pick<FieldsProps<Typed>, 'view' | 'typed' | 'set'>) {
  const nameOf = useDocumentNames(view)
  const change = (code: string, part: Partial<HandedIn>) =>
    set({ documents: typed.documents.map(one => (one.code === code ? { ...one, ...part } : one)) })
  return (
    <>
      {typed.documents.map((one, at) => (
        <HandedInRow
          key={one.code}
          name={nameOf(one.code)}
          at={at}
          one={one}
          onChange={part => change(one.code, part)}
        />
      ))}
      <Note value={typed.note} onChange={note => set({ note })} />
    </>
  )
}

function HandedInRow({
  name,
  at,
  one,
  onChange,
}: {
  name: string
  at: number
  one: HandedIn
  onChange: (part: Partial<HandedIn>) => void
}) {
  const t = useWords(actWords)
  const p = useWords(pageWords)
  return (
    <fieldset className="lq-output">
      <legend>{name}</legend>
      <SelectField
        label={t('correctBy')}
        at={`/documents/${at}/by`}
        value={one.by}
        onChange={by => onChange({ by: by as HandedIn['by'] })}
        choices={(['scan', 'paper', 'declaration'] as const).map(by => ({ value: by, name: p(`by.${by}`) }))}
      />
      <label className="lq-check">
        <input
          type="checkbox"
          checked={one.originalSeen}
          onChange={event => onChange({ originalSeen: event.target.checked })}
        />
        {t('correctSeen')}
      </label>
      {one.by === 'scan' && (
        <FileDrop
          label={t('correctFiles', { name })}
          files={one.files}
          onChange={files => onChange({ files })}
        />
      )}
    </fieldset>
  )
}
