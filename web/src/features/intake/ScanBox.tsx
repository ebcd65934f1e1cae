import { useLatest } from '../../lib/latest.ts'
import { FileDrop } from '../../ui/input/FileDrop.tsx'
import type { StoredFile } from '../../ui/input/use-uploads.ts'
import { CameraScan } from './CameraScan.tsx'
import type { Scan } from './matter.ts'
import { goOnFrom } from './places.ts'
import './scan.css'

/** 扫描: a paper by file, or by the camera of this machine; when it is there, the cursor goes on to what is typed next. */
export function ScanBox({
  id,
  name,
  files,
  onChange,
}: {
  id: string
  /** Which paper. */
  name: string
  files: readonly Scan[]
  onChange: (files: Scan[]) => void
}) {
  // A picture comes to what lies here when it arrives.
  const latest = useLatest({ files, onChange })
  return (
    <div className="lq-scan">
      <FileDrop
        id={id}
        label={name}
        files={files}
        onChange={stored => {
          onChange(stored.flatMap(kept))
          goOnFrom(id)
        }}
      />
      <CameraScan name={name} onScan={scan => latest.current.onChange([...latest.current.files, scan])} />
    </div>
  )
}

/** A file as the draft keeps it; one that is not stored yet, and so has no digest, is none. */
const kept = ({ id, sha256, name }: StoredFile): Scan[] =>
  sha256 ? [{ id, sha256, ...(name ? { name } : {}) }] : []
