import type { ReactNode } from 'react'
import { useWords } from '../../lib/i18n.ts'
import { words } from '../words.ts'
import './state.css'

/**
 * The outline of what is coming, so that nothing jumps when it arrives: `rows` lines of a list or of a page, rows of a
 * table below its head, cards below each other, entries of two lines each, two sides beside each other – or, as children,
 * the very shape of one page, made of `Bone`s.
 */
export function LoadingState({
  rows = 4,
  shape = 'list',
  children,
}: {
  rows?: number
  shape?: Shape
  children?: ReactNode
}) {
  const t = useWords(words)
  return (
    <div className={`lq-loading lq-loading--${children ? 'own' : shape}`} role="status">
      <span className="lq-hidden">{t('loading')}</span>
      {children ??
        Array.from({ length: rows }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a skeleton are alike
          <Row key={i} at={i} shape={shape} />
        ))}
    </div>
  )
}

type Shape = 'list' | 'page' | 'table' | 'cards' | 'entries' | 'sides'

/** A line of the text that is coming; `width` in per cent of its place. */
export function Bone({ width }: { width: number }) {
  return <span className="lq-bone lq-bone--line" style={{ inlineSize: `${width}%` }} />
}

function Row({ at, shape }: { at: number; shape: Shape }) {
  const bone = (width: number) => <span className="lq-bone" style={{ inlineSize: `${width}%` }} />
  const width = widths[at % widths.length] ?? 100
  if (shape === 'table') return <span className="lq-loading-row">{bone(width)}</span>
  if (shape === 'cards')
    return (
      <span className="lq-card">
        {bone(48)}
        {bone(30)}
        {bone(40)}
      </span>
    )
  if (shape !== 'entries' && shape !== 'sides') return bone(width)
  return (
    <span className="lq-loading-entry">
      {parts[shape].map(part => (
        <Bone key={part} width={part} />
      ))}
    </span>
  )
}

/** Per cent of the width: uneven, as lines of text are. */
const widths = [92, 78, 86, 64, 90, 72]

const parts = { entries: [36, 52], sides: [60, 70, 72] }
