import type { ReactNode } from 'react'

/** A box that scrolls sideways where its table is wider than the page; the arrow keys scroll it, too (WCAG 2.1.1). */
export function ScrollBox({
  label,
  className,
  children,
}: {
  label: string
  className: string
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without focus nobody could scroll it by keyboard
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
