import { useWords } from '../../lib/i18n.ts'
import { words } from '../words.ts'
import './state.css'

/**
 * The outline of what is coming, so that nothing jumps when it arrives: `rows` lines of a list or of a page, rows of a
 * table below its head, or cards below each other.
 */
export function LoadingState({
  rows = 4,
  shape = 'list',
}: {
  rows?: number
  shape?: 'list' | 'page' | 'table' | 'cards'
}) {
  const t = useWords(words)
  return (
    <div className={`lq-loading lq-loading--${shape}`} role="status">
      <span className="lq-hidden">{t('loading')}</span>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a skeleton are alike
        <Row key={i} at={i} shape={shape} />
      ))}
    </div>
  )
}

function Row({ at, shape }: { at: number; shape: string }) {
  const bone = (width: number) => <span className="lq-bone" style={{ inlineSize: `${width}%` }} />
  const width = widths[at % widths.length] ?? 100
  if (shape === 'table') return <span className="lq-loading-row">{bone(width)}</span>
  if (shape !== 'cards') return bone(width)
  return (
    <span className="lq-card">
      {bone(48)}
      {bone(30)}
      {bone(40)}
    </span>
  )
}

/** Per cent of the width: uneven, as lines of text are. */
const widths = [92, 78, 86, 64, 90, 72]
