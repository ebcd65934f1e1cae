import { type RefObject, useEffect, useRef } from 'react'

/** What stood here at the last drawing: for what ends later than the drawing in which it began. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  return latest
}
