import type { KeyboardEvent } from 'react'

/**
 * A clerk fills forms without the mouse: Enter goes on to the next field, Ctrl+Enter submits. Enter does its own work in
 * a text of several lines and on buttons; while an input method composes Chinese it belongs to that.
 */
export function fillByKeyboard(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  const from = event.target
  if (
    !(
      from instanceof HTMLInputElement ||
      from instanceof HTMLSelectElement ||
      from instanceof HTMLTextAreaElement
    )
  )
    return
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault()
    from.form?.requestSubmit()
  } else if (!(from instanceof HTMLTextAreaElement) && from.type !== 'file') {
    event.preventDefault()
    next(from)?.focus()
  }
}

/** The field after this one; the radio buttons of one name count as one. */
function next(from: HTMLInputElement | HTMLSelectElement): HTMLElement | undefined {
  const all = [...(from.form?.elements ?? [])].filter(
    (e): e is HTMLInputElement =>
      e instanceof HTMLElement && e.matches(reachable) && e.offsetParent !== null && !isAside(e, from),
  )
  return all[all.indexOf(from as HTMLInputElement) + 1]
}

const reachable =
  'input:not(:disabled,[readonly],[type=file],[type=hidden]), select:not(:disabled), textarea:not(:disabled), button[type=submit]'

/** Another button of the same group, or one of a group whose chosen button is elsewhere. */
function isAside(element: HTMLElement, from: HTMLElement): boolean {
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio' || element === from) return false
  if (from instanceof HTMLInputElement && from.type === 'radio' && from.name === element.name) return true
  const group = [...element.ownerDocument.getElementsByName(element.name)] as HTMLInputElement[]
  return element !== (group.find(e => e.checked) ?? group[0])
}
