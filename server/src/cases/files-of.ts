import type { Authority } from '@lianqiao/model/procedures/permit/authority.ts'
import type { ProvidedDocument } from '@lianqiao/model/procedures/permit/bodies.ts'
import { z } from 'zod'

/** The uploads that a filled-in form, the documents handed in with it, and signed authorities name, each once. */
export function filesOf(
  form: unknown,
  documents: readonly ProvidedDocument[],
  consent: { authorities?: readonly Authority[] | undefined } = {},
): string[] {
  const named = [...documents, ...(consent.authorities ?? [])].flatMap(({ files }) =>
    files.map(({ id }) => id),
  )
  return [...new Set([...uploadsIn(form), ...named])]
}

const uuid = z.regexes.uuid()

/** Fields of a form that hold an upload hold its id (format `file-id`); no other field of ours is a UUID. */
function uploadsIn(value: unknown): string[] {
  if (typeof value === 'string') return uuid.test(value) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(uploadsIn)
}
