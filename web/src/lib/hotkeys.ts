import { useEffect } from 'react'
import { useLatest } from './latest.ts'

/**
 * Keyboard shortcuts while a component stands: `{ 'ctrl+enter': submit, 'alt+1': first, '/': search, 'escape': back }`.
 * On a Mac ⌘ counts as ctrl. A key without ctrl or alt is left alone while somebody types in a field, except `escape` and
 * the keys F1 to F12.
 * Keys of an input method that is composing Chinese never fire.
 */
export type Hotkeys = Record<string, (event: KeyboardEvent) => void>

export function useHotkeys(hotkeys: Hotkeys, enabled = true): void {
  const latest = useLatest(hotkeys)
  useEffect(() => {
    if (!enabled) return
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return
      const combination = combinationOf(event)
      const act = latest.current[combination]
      if (!act || (isTyping(event.target) && !/^(ctrl|alt)\+|^escape$|^f\d+$/.test(combination))) return
      event.preventDefault()
      act(event)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [enabled, latest])
}

/**
 * `ctrl+shift+k`, in this order, in small letters; with alt a digit or letter by its key, for there alt changes the sign on
 * some keyboards.
 */
export function combinationOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const typed = event.key.toLowerCase()
  const onKey = /^(?:Digit|Numpad|Key)([\dA-Z])$/.exec(event.code)?.[1]?.toLowerCase()
  const key = event.altKey && onKey && !/^[a-z0-9]$/.test(typed) ? onKey : typed
  const named = key.length > 1 || /[a-z0-9]/.test(key)
  return [
    ...(event.ctrlKey || event.metaKey ? ['ctrl'] : []),
    ...(event.altKey ? ['alt'] : []),
    ...(event.shiftKey && named ? ['shift'] : []),
    key,
  ].join('+')
}

/** Whether keys struck there are text. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}
