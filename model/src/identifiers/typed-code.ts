import type { TrackingCode } from './tracking-code.ts'

/**
 * Read a code as people type it: any case, with or without dashes and spaces, O for 0, I or L for 1.
 * `undefined` where it cannot be a code.
 */
export function parseTrackingCode(text: string): TrackingCode | undefined {
  const typed = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(typed) ? dashed(typed) : undefined
}

/** Sixteen characters of the alphabet in four groups. */
export function dashed(text: string): TrackingCode {
  return (text.match(/.{4}/g) ?? []).join('-') as TrackingCode
}
