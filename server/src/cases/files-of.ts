import type { ProvidedDocument } from '@lianqiao/model/procedures/permit/bodies.ts'
import { z } from 'zod'

/** The uploads that a filled-in form and the documents handed in with it name, each once. */
export function filesOf(form: unknown, documents: readonly ProvidedDocument[]): string[] {
  return [...new Set([...uploadsIn(form), ...documents.flatMap(d => d.files.map(file => file.id))])]
}

/** Fields of a form that hold an upload hold its id (format `file-id`); no other field of ours is a UUID. */
function uploadsIn(value: unknown): string[] {
  if (typeof value === 'string') return z.uuid().safeParse(value).success ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(uploadsIn)
}
