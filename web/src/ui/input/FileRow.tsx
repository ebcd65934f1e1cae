import { readFile } from '@lianqiao/model/api/files.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { addressOf } from '../../lib/api.ts'
import { useWords } from '../../lib/i18n.ts'
import { Icon } from '../icons.tsx'
import type { Upload } from './use-uploads.ts'
import { inputWords } from './words.ts'

/** A file that the node holds: its picture, and a way to open it. */
export function StoredRow({ id, name, onRemove }: { id: string; name: string; onRemove: () => void }) {
  const t = useWords(inputWords)
  const address = addressOf(readFile, { params: { id } })
  const [pictured, setPictured] = useState(true)
  return (
    <Row kind="stored" name={name} onRemove={onRemove}>
      <a href={address} target="_blank" rel="noreferrer" aria-label={t('open', { name })}>
        {/* A PDF is no picture; then the sheet stands for it. */}
        {pictured ? (
          <img src={address} alt="" onError={() => setPictured(false)} />
        ) : (
          <Icon name="document" />
        )}
      </a>
      <span className="lq-file-name">{name}</span>
      <span className="lq-file-state">
        <Icon name="check" /> {t('uploaded')}
      </span>
    </Row>
  )
}

/** A file on its way, or one that did not arrive. */
export function PendingRow({ upload, onRemove }: { upload: Upload; onRemove: () => void }) {
  const t = useWords(inputWords)
  const { file, fault } = upload
  const preview = usePreview(file)
  return (
    <Row kind={fault ? 'failed' : 'sending'} name={file.name} {...(fault ? { onRemove } : {})}>
      {preview ? <img src={preview} alt="" /> : <Icon name="document" />}
      <span className="lq-file-name">{file.name}</span>
      <span className="lq-file-state" aria-live="polite">
        {fault ? (
          <>
            <Icon name="warning" /> {fault}
          </>
        ) : (
          `${t('uploading')}…`
        )}
      </span>
    </Row>
  )
}

function Row(props: { kind: string; name: string; onRemove?: () => void; children: ReactNode }) {
  const t = useWords(inputWords)
  const { kind, name, onRemove, children } = props
  return (
    <li className={`lq-file lq-file--${kind}`}>
      {children}
      {onRemove && (
        <button
          type="button"
          className="lq-button lq-button--quiet"
          aria-label={t('remove', { name })}
          onClick={onRemove}
        >
          <Icon name="cross" />
        </button>
      )}
    </li>
  )
}

function usePreview(picture: File): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!picture.type.startsWith('image/')) return
    const made = URL.createObjectURL(picture)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [picture])
  return url
}
