/**
 * Read a date as people write it: `20260302`, `2026-3-2`, `2026.03.02`, `2026/3/2`, `2026年3月2日`, full-width digits too.
 * Answers `YYYY-MM-DD`, or `undefined` where it is no day of the calendar.
 */
export function readDate(typed: string): string | undefined {
  const text = typed.normalize('NFKC').replace(/\s/g, '')
  const [, year = '', month = '', day = ''] =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(text) ?? []
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${date}T00:00:00Z`)
  // Date moves the 31st of February into March; a date that moved was none.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : undefined
}
