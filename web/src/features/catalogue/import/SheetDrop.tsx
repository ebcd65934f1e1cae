import { useId, useState } from 'react'
import { useWords } from '../../../lib/i18n.ts'
import { Icon } from '../../../ui/icons.tsx'
import { importWords } from './words.ts'

/** Take one sheet, chosen or dropped. */
export function SheetDrop({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const t = useWords(importWords)
  const id = useId()
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !busy) onFile(file)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the input inside does the same
    <div
      className={`lq-sheet-drop ${over ? 'lq-sheet-drop--over' : ''}`}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <input
        id={id}
        className="lq-hidden"
        type="file"
        accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        disabled={busy}
        onChange={event => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      <label htmlFor={id}>
        <Icon name="upload" />
        <strong>{t(busy ? 'reading' : 'choose')}</strong>
        <span>{t('chooseText')}</span>
      </label>
    </div>
  )
}
