import { type ReactNode, useEffect, useId, useRef } from 'react'

/**
 * More about something, shown when it is pointed at, focused or touched, and hidden by Escape (WCAG 2.2, 1.4.13). It is
 * drawn in the browser's top layer, so that no table cuts it off. Never the only place where something important stands.
 */
export function Hint({
  children,
  more,
  className,
}: {
  children: ReactNode
  more: ReactNode
  className?: string
}) {
  const id = useId()
  const anchor = useRef<HTMLButtonElement>(null)
  const bubble = useRef<HTMLDivElement>(null)

  const show = () => {
    const [from, to] = [anchor.current, bubble.current]
    if (!from || !to || to.matches(':popover-open')) return
    to.showPopover()
    const at = from.getBoundingClientRect()
    const above = at.top - to.offsetHeight - gap
    to.style.insetBlockStart = `${above > 0 ? above : at.bottom + gap}px`
    to.style.insetInlineStart = `${Math.max(gap, Math.min(at.left, innerWidth - to.offsetWidth - gap))}px`
  }
  const hide = () => {
    if (bubble.current?.matches(':popover-open')) bubble.current.hidePopover()
  }
  useEffect(() => {
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && hide()
    document.addEventListener('keydown', leave)
    addEventListener('scroll', hide, { capture: true, passive: true })
    return () => {
      document.removeEventListener('keydown', leave)
      removeEventListener('scroll', hide, { capture: true })
    }
  })

  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={`lq-hint-anchor ${className ?? ''}`}
        aria-describedby={id}
        onPointerEnter={show}
        onPointerLeave={hide}
        onFocus={show}
        onBlur={hide}
        onClick={show}
      >
        {children}
      </button>
      <div
        ref={bubble}
        id={id}
        role="tooltip"
        popover="manual"
        className="lq-hint"
        style={{ position: 'fixed', inset: 'auto' }}
      >
        {more}
      </div>
    </>
  )
}

/** CSS pixels between the thing and its hint. */
const gap = 8
