import { z } from 'zod'
import { RecordId } from '../identifiers/record-id.ts'
import { Digest } from '../records/action.ts'
import { endpoint } from './endpoint.ts'

/** What may be handed in: photographs, scans, documents. */
export const FileMediaType = z.enum(['image/jpeg', 'image/png', 'application/pdf'])
export type FileMediaType = z.infer<typeof FileMediaType>

/** Largest file in bytes. */
export const fileLimit = 10 * 1024 * 1024

/** What is kept of an upload; `sha256` and `size` (bytes) are of the file as kept, without its hidden data. */
export const UploadedFile = z.object({
  id: z.uuid(),
  sha256: Digest,
  mediaType: FileMediaType,
  size: z.int().positive(),
})
export type UploadedFile = z.infer<typeof UploadedFile>

export const uploadFile = endpoint({
  name: 'files.upload',
  summary: 'Hand in one scan, photograph or PDF as raw bytes',
  method: 'POST',
  path: '/api/files',
  permission: 'files.upload',
  perMinute: 120,
  body: 'file',
  output: UploadedFile,
})

export const readFile = endpoint({
  name: 'files.read',
  summary: 'See a file of a record that one may read, or one’s own upload',
  method: 'GET',
  path: '/api/files/:id',
  permission: 'session',
  params: z.object({ id: z.uuid() }),
  /** The record that names it: a file that was handed in across the border is fetched from there. */
  query: z.object({ record: RecordId.optional() }),
  output: 'file',
})
