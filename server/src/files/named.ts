import type { Action } from '@lianqiao/model/records/action.ts'

/** The digests under which the open parts of steps name a file, `{id, sha256}` wherever it stands. */
export function digestsOf(actions: readonly Action[], id: string): unknown[] {
  const found: unknown[] = []
  JSON.stringify(
    actions.map(action => action.body),
    (_key, value) => {
      if (value?.id === id && value.sha256) found.push(value.sha256)
      return value
    },
  )
  return found
}
