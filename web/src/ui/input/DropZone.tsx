import { type ReactNode, useState } from 'react'
import './drop-zone.css'

/** Where files are dropped, beside the ways to choose them that stand within: dropping is an extra. */
export function DropZone({
  className,
  onFiles,
  children,
}: {
  className: string
  onFiles: (files: FileList) => void
  children: ReactNode
}) {
  const [over, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what stands within does the same by keyboard
    <div
      className={`lq-drop ${className} ${over ? 'lq-drop--over' : ''}`}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault()
        setOver(false)
        onFiles(event.dataTransfer.files)
      }}
    >
      {children}
    </div>
  )
}

/** A label of which a press chooses files. The same file may be chosen twice. */
export function FileChoice({
  className,
  camera = false,
  onFiles,
  children,
  ...input
}: {
  className?: string
  id?: string
  accept: string
  camera?: boolean
  multiple?: boolean
  disabled: boolean
  /** What is chosen, where the words of the label do not say it. */
  'aria-label'?: string
  onFiles: (files: FileList) => void
  children: ReactNode
}) {
  return (
    <label className={className}>
      {children}
      <input
        {...input}
        className="lq-hidden"
        type="file"
        onChange={event => {
          if (event.target.files) onFiles(event.target.files)
          event.target.value = ''
        }}
        {...(camera ? { capture: 'environment' as const } : {})}
      />
    </label>
  )
}
