/** Put the cursor into the field of a JSON Pointer. `prefix` is the form's own, ids being prefix + pointer. */
export function focusField(place: HTMLElement | null, prefix: string, pointer: string): void {
  const target = fieldOf(place, prefix, pointer)
  target?.scrollIntoView({ block: 'center' })
  target?.focus({ preventScroll: true })
}

/** The same for the topmost of several: a checker finds faults in the order of its rules, a person reads from above. */
export function focusFirst(place: HTMLElement | null, prefix: string, pointers: readonly string[]): void {
  const [first] = pointers
    .flatMap(pointer => {
      const field = fieldOf(place, prefix, pointer)
      return field ? [{ pointer, top: field.getBoundingClientRect().top }] : []
    })
    .sort((a, b) => a.top - b.top)
  if (first) focusField(place, prefix, first.pointer)
}

/** The field itself, or the first button of a group. */
function fieldOf(place: HTMLElement | null, prefix: string, pointer: string): HTMLElement | null {
  const field = place?.querySelector<HTMLElement>(`[id="${CSS.escape(prefix + pointer)}"]`) ?? null
  return field?.matches('[role]') ? (field.querySelector('input') ?? field) : field
}
