/** Whether two JSON values have the same canonical form: members in any order, undefined ones left out. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((part, index) => sameJson(part, b[index]))
    )
  const [ofA, ofB] = [membersOf(a), membersOf(b)]
  return (
    ofA.length === ofB.length &&
    ofA.every(
      ([name, part]) => Object.hasOwn(b, name) && sameJson(part, (b as Record<string, unknown>)[name]),
    )
  )
}

const membersOf = (value: object) => Object.entries(value).filter(([, part]) => part !== undefined)
