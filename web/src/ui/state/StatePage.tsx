import type { ReactNode } from 'react'
import { Icon, type IconName } from '../icons.tsx'
import { PageTitle } from '../PageTitle.tsx'
import './state.css'

/** A page that says one thing: signed out, not permitted, not found. One heading, one sentence, one way on. */
export function StatePage({
  icon,
  title,
  children,
  action,
}: {
  icon: IconName
  title: string
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="lq-state">
      <PageTitle>{title}</PageTitle>
      <span className="lq-state-icon">
        <Icon name={icon} />
      </span>
      <h1>{title}</h1>
      <div className="lq-state-text">{children}</div>
      {action}
    </div>
  )
}
