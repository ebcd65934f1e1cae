/**
 * # What time it is
 *
 * Deadlines are the node's: what is left of them, what is “today” and since when somebody waits are told by its clock and
 * not by the reader's machine, which may go wrong or stand in another year. Every answer of the API brings the node's
 * time along in its `Date` header (RFC 9110, 6.6.1), whole seconds.
 */
let ahead = 0

/** Learn the node's time from an answer. One that names no time teaches nothing. */
export function hearTime(headers: Headers): void {
  const at = Date.parse(headers.get('date') ?? '')
  if (!Number.isNaN(at)) ahead = at - Date.now()
}

/** The node's time now; or when this machine's clock stood at `local`, in milliseconds. */
export function nodeTime(local: number = Date.now()): Date {
  return new Date(local + ahead)
}
