import { FileMediaType } from '@lianqiao/model/api/files.ts'
import { useId, useState } from 'react'
import { useWords } from '../../lib/i18n.ts'
import { Icon } from '../icons.tsx'
import { PendingRow, StoredRow } from './FileRow.tsx'
import { limitInMegabytes, type StoredFile, useUploads } from './use-uploads.ts'
import { inputWords } from './words.ts'
import './file-drop.css'

/**
 * Scans of one document: dropped, chosen, or photographed with a telephone or a document camera (高拍仪). Each is uploaded
 * at once; what the form keeps is its id.
 */
export function FileDrop({
  files,
  onChange,
  label,
  id: given,
  multiple = true,
  disabled = false,
}: {
  files: readonly StoredFile[]
  onChange: (files: StoredFile[]) => void
  /** Which document is wanted. */
  label: string
  id?: string
  multiple?: boolean
  disabled?: boolean
}) {
  const t = useWords(inputWords)
  const own = useId()
  const id = given ?? own
  const { uploads, take, forget } = useUploads(files, onChange)
  const [over, setOver] = useState(false)
  const accept = (list: FileList | null) => {
    const chosen = [...(list ?? [])]
    if (!disabled && chosen.length > 0) void take(multiple ? chosen : chosen.slice(0, 1), multiple)
  }
  return (
    <div className="lq-files">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the buttons inside do the same */}
      <div
        className={`lq-file-drop ${over ? 'lq-file-drop--over' : ''}`}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={event => {
          event.preventDefault()
          setOver(false)
          accept(event.dataTransfer.files)
        }}
      >
        <span className="lq-file-words">{t('drop')}</span>
        <PickButton id={id} label={label} multiple={multiple} disabled={disabled} onPick={accept} />
        <PickButton id={`${id}-camera`} label={label} camera disabled={disabled} onPick={accept} />
        <small>{t('dropLimits', { limit: limitInMegabytes })}</small>
      </div>
      {files.length + uploads.length > 0 && (
        <ul aria-label={t('files')}>
          {files.map((file, i) => (
            <StoredRow
              key={file.id}
              id={file.id}
              name={file.name ?? t('file', { count: i + 1 })}
              onRemove={() => onChange(files.filter(f => f.id !== file.id))}
            />
          ))}
          {uploads.map(upload => (
            <PendingRow key={upload.key} upload={upload} onRemove={() => forget(upload.key)} />
          ))}
        </ul>
      )}
    </div>
  )
}

function PickButton(props: {
  id: string
  label: string
  camera?: boolean
  multiple?: boolean
  disabled: boolean
  onPick: (files: FileList | null) => void
}) {
  const { id, label, camera = false, multiple = false, disabled, onPick } = props
  const t = useWords(inputWords)
  const word = t(camera ? 'photograph' : 'pick')
  return (
    <label className="lq-button">
      <Icon name={camera ? 'camera' : 'upload'} /> {word}
      <input
        id={id}
        className="lq-hidden"
        type="file"
        accept={camera ? 'image/*' : FileMediaType.options.join(',')}
        multiple={multiple}
        disabled={disabled}
        aria-label={`${label} ${word}`}
        onChange={event => {
          onPick(event.target.files)
          event.target.value = ''
        }}
        {...(camera ? { capture: 'environment' as const } : {})}
      />
    </label>
  )
}
