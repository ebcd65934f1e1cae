import type { ReactNode } from 'react'

/** One thing that has come of a case, or has not come: its title and one line, in the tone that it has for the clerk. */
export function Part({
  title,
  more,
  tone,
  children,
}: {
  title: string
  more: string
  tone: 'good' | 'bad' | 'wait' | 'calm'
  children?: ReactNode
}) {
  return (
    <section className={`lq-card lq-outcome lq-outcome--${tone}`}>
      <h2>{title}</h2>
      <p className="lq-outcome-more">{more}</p>
      {children}
    </section>
  )
}
