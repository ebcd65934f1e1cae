import { formFormats } from '@lianqiao/model/catalogue/form-formats.ts'
import type { FormEvent, KeyboardEvent } from 'react'

/**
 * A clerk fills forms without the mouse: Enter goes on to the next field, Ctrl+Enter submits; on a choice a digit takes
 * the one in that place and goes on to the next field that is open. Enter does its own work in a text of several lines
 * and on buttons; while an input method composes Chinese it belongs to that.
 */
export function fillByKeyboard(event: KeyboardEvent<HTMLElement>): void {
  const choice = takeByDigit(event)
  if (choice) {
    // A choice may bring further fields: they are there once it has been drawn.
    requestAnimationFrame(() => nextOpen(choice)?.focus())
    return
  }
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

/**
 * A telephone number that is full goes on by itself to the next field that is open, as a choice does: its length is known,
 * and the form says so above.
 */
export function goOnWhenFull(event: FormEvent<HTMLElement>): void {
  const { target } = event
  const { inputType } = event.nativeEvent as InputEvent
  if (!(target instanceof HTMLInputElement) || target.type !== 'tel' || inputType !== 'insertText') return
  if (target.value.length === target.maxLength && formFormats.mobile(target.value)) nextOpen(target)?.focus()
}

/** On a radio button a digit takes the one in that place; answers it, or undefined where it was no such key. */
export function takeByDigit(event: KeyboardEvent<HTMLElement>): HTMLInputElement | undefined {
  const { target } = event
  if (!(target instanceof HTMLInputElement) || target.type !== 'radio' || !isDigit(event)) return undefined
  const choice = buttonsOf(target)[Number(event.key) - 1]
  if (!choice) return undefined
  event.preventDefault()
  choice.focus()
  choice.click()
  return choice
}

const isDigit = ({ key, altKey, ctrlKey, metaKey }: KeyboardEvent) =>
  /^[1-9]$/.test(key) && !altKey && !ctrlKey && !metaKey

/** The field after this one; the radio buttons of one name count as one. */
function next(from: HTMLInputElement | HTMLSelectElement): HTMLElement | undefined {
  return after(from)[0]
}

/** The next field without a value; else the button that submits. */
function nextOpen(from: HTMLInputElement): HTMLElement | undefined {
  return after(from).find(isOpen)
}

function after(from: HTMLInputElement | HTMLSelectElement): HTMLInputElement[] {
  const all = [...(from.form?.elements ?? [])].filter(
    (e): e is HTMLInputElement =>
      e instanceof HTMLElement && e.matches(reachable) && e.offsetParent !== null && !isAside(e, from),
  )
  return all.slice(all.indexOf(from as HTMLInputElement) + 1)
}

function isOpen(field: HTMLInputElement): boolean {
  if (field.type === 'submit') return true
  if (field.type === 'checkbox') return field.required && !field.checked
  if (field.type === 'radio') return !buttonsOf(field).some(button => button.checked)
  return field.value === '' || (field.matches('select') && field.value === '-1')
}

const reachable =
  'input:not(:disabled,[readonly],[type=file],[type=hidden]), select:not(:disabled), textarea:not(:disabled), button[type=submit]'

/** Another button of the same group, or one of a group whose chosen button is elsewhere. */
function isAside(element: HTMLElement, from: HTMLElement): boolean {
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio' || element === from) return false
  if (from instanceof HTMLInputElement && from.type === 'radio' && from.name === element.name) return true
  const group = buttonsOf(element)
  return element !== (group.find(e => e.checked) ?? group[0])
}

/** The radio buttons of one choice, in their order. */
function buttonsOf({ name, ownerDocument }: HTMLInputElement): HTMLInputElement[] {
  return [...ownerDocument.getElementsByName(name)] as HTMLInputElement[]
}
