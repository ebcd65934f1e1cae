import { FileMediaType } from '@lianqiao/model/api/files.ts'
import { useId } from 'react'
import { useWords } from '../../lib/i18n.ts'
import { Icon } from '../icons.tsx'
import { DropZone, FileChoice } from './DropZone.tsx'
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
  const accept = (list: FileList) => {
    const chosen = [...list]
    if (!disabled && chosen.length > 0) void take(multiple ? chosen : chosen.slice(0, 1), multiple)
  }
  return (
    <div className="lq-files">
      <DropZone className="lq-file-drop" onFiles={accept}>
        <span className="lq-file-words">{t('drop')}</span>
        <PickButton id={id} label={label} multiple={multiple} disabled={disabled} onFiles={accept} />
        <PickButton id={`${id}-camera`} label={label} camera disabled={disabled} onFiles={accept} />
        <small>{t('dropLimits', { limit: limitInMegabytes })}</small>
      </DropZone>
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

function PickButton({
  label,
  camera = false,
  ...choice
}: {
  id: string
  label: string
  camera?: boolean
  multiple?: boolean
  disabled: boolean
  onFiles: (files: FileList) => void
}) {
  const t = useWords(inputWords)
  const word = t(camera ? 'photograph' : 'pick')
  return (
    <FileChoice
      {...choice}
      className="lq-button"
      accept={camera ? 'image/*' : FileMediaType.options.join(',')}
      aria-label={`${label} ${word}`}
      camera={camera}
    >
      <Icon name={camera ? 'camera' : 'upload'} /> {word}
    </FileChoice>
  )
}
