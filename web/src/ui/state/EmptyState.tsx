import type { ReactNode } from 'react'
import './state.css'

/** Nothing here, and that is in order: says why, and what one can do. The drawing is the empty bridge. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="lq-empty">
      <svg viewBox="0 0 160 64" aria-hidden="true">
        <path d="M4 52h152M20 52c16-26 36-38 60-38s44 12 60 38" />
        <path d="M50 52V28M80 52V14M110 52V28" className="lq-empty-thin" />
      </svg>
      <p className="lq-empty-title">{title}</p>
      {children && <p>{children}</p>}
      {action && <div className="lq-empty-ways">{action}</div>}
    </div>
  )
}
