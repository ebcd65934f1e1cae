import type { ReactNode } from 'react'
import { ScrollBox } from './ScrollBox.tsx'
import './stack.css'

/**
 * A table in a box of its own: it scrolls sideways where it is too wide, and a telephone shows each row as a card in which
 * every cell says its own head (`data-label`).
 */
export function StackTable({
  className,
  label,
  heads,
  figures = [],
  deed,
  children,
}: {
  /** How it looks where there is room. */
  className: string
  label: string
  heads: readonly string[]
  /** Heads of columns of numbers, behind the others; they stand to the right. */
  figures?: readonly string[]
  /** Head of the column of buttons, behind all others. */
  deed?: string | undefined
  /** The rows. */
  children: ReactNode
}) {
  return (
    <ScrollBox className={`lq-stack-box ${className}`} label={label}>
      <table className="lq-stack">
        <thead>
          <tr>
            {heads.map(head => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            {figures.map(head => (
              <th key={head} scope="col" className="lq-figure">
                {head}
              </th>
            ))}
            {deed && <th scope="col">{deed}</th>}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollBox>
  )
}
