import { FileMediaType, fileLimit } from '@lianqiao/model/api/files.ts'
import { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { Digest } from '@lianqiao/model/records/action.ts'
import { z } from 'zod'

/** Query `files.fetch`: one piece of a file that was handed in at the other side, from byte `offset` on. */
export const FileRequest = z.strictObject({
  record: RecordId,
  id: z.uuid(),
  offset: z.int().nonnegative().max(fileLimit),
})
export type FileRequest = z.infer<typeof FileRequest>

/** Bytes in one answer: in base64 well below what the exchange carries. */
export const pieceSize = 2_000_000

/** The piece, and what the whole file must be. */
export const FilePiece = z.strictObject({
  sha256: Digest,
  mediaType: FileMediaType,
  size: z.int().positive().max(fileLimit),
  bytes: z.base64(),
})
export type FilePiece = z.infer<typeof FilePiece>
