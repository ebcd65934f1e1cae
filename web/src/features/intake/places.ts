import type { Obstacle } from './opening.ts'

/** Places of the intake page by what is to be put right there; the cursor goes to them. */

const places: Record<Exclude<Obstacle['kind'], 'document' | 'points' | 'form'>, string> = {
  consent: 'section-1',
  'old-evidence': 'section-2',
  unasked: 'section-2',
  condition: 'insists',
}

export function goTo(obstacle: Obstacle): void {
  if (obstacle.kind === 'form') {
    focusEmpty()
    return
  }
  const id =
    obstacle.kind === 'document'
      ? `document-${obstacle.code}`
      : obstacle.kind === 'points'
        ? `point-${obstacle.first}`
        : places[obstacle.kind]
  const place = document.getElementById(id)
  // In a document's row the first way to provide it, so that one key more takes it.
  const target = place?.matches('li') ? place.querySelector<HTMLElement>('input, button') : place
  place?.scrollIntoView({ block: 'center' })
  target?.focus({ preventScroll: true })
}

/** Put the cursor into a field of the form, by its JSON Pointer. */
export function goToField(pointer: string): void {
  const field = document.querySelector<HTMLElement>(`#section-4 [id$="${CSS.escape(pointer)}"]`)
  const target = field?.matches('[role]') ? field.querySelector('input') : field
  target?.scrollIntoView({ block: 'center' })
  target?.focus({ preventScroll: true })
}

/** Put the cursor on what has to be answered before registers are asked; where all is answered, on what asks them. */
export function focusQuestion(): void {
  const section = document.getElementById('section-2')
  const open = [...(section?.querySelectorAll('fieldset') ?? [])].find(one => !one.querySelector(':checked'))
  const target = open?.querySelector('input') ?? section?.querySelector<HTMLElement>('.lq-button--primary')
  target?.focus()
}

/** Put the cursor into the first field of the form that is still empty: the clerk types only what nobody holds. */
export function focusEmpty(): void {
  const section = document.getElementById('section-4')
  const fields = [
    ...(section?.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
      'input:not([readonly],[type=file],[type=date],:disabled), select:not(:disabled), textarea:not(:disabled)',
    ) ?? []),
  ].filter(field => field.offsetParent !== null)
  const first = fields.find(field => isEmpty(field, fields))
  const target = first ?? section?.querySelector<HTMLElement>('button[type=submit]')
  target?.scrollIntoView({ block: 'center' })
  target?.focus({ preventScroll: true })
}

function isEmpty(field: HTMLElement & { value: string }, all: readonly HTMLElement[]): boolean {
  if (!(field instanceof HTMLInputElement)) return field.value === '' || field.value === '-1'
  if (field.type === 'checkbox') return !field.checked && field.id.endsWith('/declaration')
  if (field.type !== 'radio') return field.value === ''
  const group = all.filter(other => other instanceof HTMLInputElement && other.name === field.name)
  return !group.some(other => (other as HTMLInputElement).checked)
}

/** 扫下一份: open the scan of the next paper that waits for it, the signed authority before the documents. */
export function scanNext(): void {
  const waiting = ['.lq-task--open', '.lq-document--missing'].map(
    place => `${place} .lq-file-drop input[type=file]:not([capture])`,
  )
  const next = document.querySelector<HTMLInputElement>(waiting.join(', '))
  next?.focus()
  next?.click()
}

/** A paper was scanned: where the cursor still stands on its scan, it goes on to what is to be typed next. */
export function goOnFrom(id: string): void {
  const at = document.activeElement
  if (at === document.body || at?.id === id) requestAnimationFrame(focusEmpty)
}
