import { useState } from 'react'
import { takeByDigit } from '../../forms/keyboard.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { named, term } from '../catalogue/terms.ts'
import { useResourceNames } from '../evidence/names.ts'
import type { DocumentRow, Standing } from './documents.ts'
import type { Provided } from './matter.ts'
import { ScanBox } from './ScanBox.tsx'
import { intakeWords } from './words.ts'

/** One document: what it is held against, and how it is provided. Arrow keys choose the way. */
export function DocumentLine({
  row,
  onProvide,
}: {
  row: DocumentRow
  onProvide: (provided: Provided | undefined) => void
}) {
  const t = useWords(intakeWords)
  const language = useLanguage()
  const { document, standing, ways } = row
  const provided =
    standing.state === 'provided' || standing.state === 'missing' ? providedOf(standing, ways) : undefined
  const name = named(document, language)
  const [instead, setInstead] = useState(false)
  const open = instead || standing.state === 'missing' || standing.state === 'provided'
  return (
    <li
      className={`lq-document lq-document--${standing.state}`}
      id={`document-${document.code}`}
      tabIndex={-1}
    >
      <div className="lq-document-head">
        <Icon name={icons[standing.state]} />
        <strong>{name}</strong>
        <span className="lq-tag">
          {document.neededWhen && standing.state !== 'idle'
            ? t('neededHere')
            : term(document.needed, language)}
        </span>
        <Stand standing={standing} />
      </div>
      <p className="lq-document-standard">
        {document.neededWhen && <em>{t('onlyIf', { when: document.neededWhen.text })} </em>}
        {document.standard}
      </p>
      {open ? (
        <Ways {...{ row, name, ways, provided, onProvide }} />
      ) : (
        <button
          type="button"
          className="lq-button lq-button--quiet lq-document-ways"
          aria-label={`${name} ${t('instead')}`}
          onClick={() => setInstead(true)}
        >
          {t('instead')}
        </button>
      )}
      {provided?.by === 'scan' && (
        <ScanBox
          id={`scan-${document.code}`}
          name={name}
          files={provided.files}
          onChange={files => onProvide({ ...provided, files })}
        />
      )}
      {provided?.by === 'later' && (
        <p className="lq-document-more">
          <Icon name="clock" /> {t('laterTold')}
        </p>
      )}
      {provided?.by === 'declaration' && <p className="lq-document-more">{document.declaration}</p>}
      {provided && provided.by !== 'later' && document.original === '原件核验' && (
        <label className="lq-document-seen">
          <input
            type="checkbox"
            checked={provided.originalSeen}
            onChange={event => onProvide({ ...provided, originalSeen: event.target.checked })}
          />
          {t('originalSeen')}
        </label>
      )}
    </li>
  )
}

const icons = {
  shared: 'check',
  signed: 'check',
  unsigned: 'document',
  askable: 'document',
  provided: 'check',
  missing: 'warning',
  idle: 'document',
} as const

function Stand({ standing }: { standing: Standing }) {
  const t = useWords(intakeWords)
  const nameOf = useResourceNames()
  if (standing.state === 'shared')
    return <span className="lq-document-state">{t('shared', { name: nameOf(standing.resource) })}</span>
  if (standing.state === 'askable') return <span className="lq-document-state">{t('askable')}</span>
  if (standing.state === 'unsigned') return <span className="lq-document-state">{t('unsignedForm')}</span>
  if (standing.state === 'signed') return <span className="lq-document-state">{t('signedForm')}</span>
  if (standing.state === 'missing') return <span className="lq-document-state">{t('isMissing')}</span>
  return null
}

/** Ways to provide it. Where a register has answered, another way is the exception, and can be taken back. */
function Ways({
  row,
  name,
  ways,
  provided,
  onProvide,
}: {
  row: DocumentRow
  name: string
  ways: readonly Provided['by'][]
  provided: Provided | undefined
  onProvide: (provided: Provided | undefined) => void
}) {
  const t = useWords(intakeWords)
  const { code } = row.document
  return (
    <div
      className="lq-choices lq-document-ways"
      role="radiogroup"
      aria-label={name}
      // A digit goes on to where the file is handed in; the arrow keys only look at the ways.
      onKeyDown={event =>
        takeByDigit(event) && requestAnimationFrame(() => document.getElementById(`scan-${code}`)?.focus())
      }
    >
      {ways.map((way, i) => (
        <label key={way} className="lq-choice">
          <input
            type="radio"
            id={`way-${code}-${way}`}
            name={`way-${code}`}
            checked={provided?.by === way}
            onChange={() =>
              onProvide({ by: way, files: provided?.files ?? [], originalSeen: way === 'paper' })
            }
          />
          {t(`by.${way}`)}
          <span className="lq-choice-digit" aria-hidden="true">
            {i + 1}
          </span>
        </label>
      ))}
      {provided && row.standing.state === 'provided' && (
        <button type="button" className="lq-button lq-button--quiet" onClick={() => onProvide(undefined)}>
          {t('undo')}
        </button>
      )}
    </div>
  )
}

/** What the clerk has decided so far. What nothing was said of is to be scanned, where it may be: so it lies ready. */
function providedOf(standing: Standing, ways: readonly Provided['by'][]): Provided | undefined {
  if (standing.state === 'provided') return standing.provided
  if (standing.state !== 'missing') return undefined
  return (
    standing.begun ?? (ways.includes('scan') ? { by: 'scan', files: [], originalSeen: false } : undefined)
  )
}
