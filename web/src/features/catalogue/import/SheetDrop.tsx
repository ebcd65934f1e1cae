import { useWords } from '../../../lib/i18n.ts'
import { Icon } from '../../../ui/icons.tsx'
import { DropZone, FileChoice } from '../../../ui/input/DropZone.tsx'
import { importWords } from './words.ts'

/** Take one sheet, chosen or dropped. */
export function SheetDrop({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const t = useWords(importWords)
  const take = ([file]: Iterable<File>) => {
    if (file && !busy) onFile(file)
  }
  return (
    <DropZone className="lq-sheet-drop" onFiles={take}>
      <FileChoice accept={sheets} disabled={busy} onFiles={take}>
        <Icon name="upload" />
        <strong>{t(busy ? 'reading' : 'choose')}</strong>
        <span>{t('chooseText')}</span>
      </FileChoice>
    </DropZone>
  )
}

const sheets = '.csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
