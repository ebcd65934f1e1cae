/** Steps that end something or take something from somebody: their buttons are red. */
export function isDanger(verb: string): boolean {
  return dangerous.has(verb)
}

const dangerous = new Set([
  ...['return', 'refuse', 'deny', 'withdraw', 'annul', 'decline', 'revoke', 'cancel-request', 'lapse'],
])
