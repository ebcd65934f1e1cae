import { createHash } from 'node:crypto'
import type { CommandId } from '@lianqiao/model/records/action.ts'

/**
 * The command id of what follows a step by itself: always the same for the same step and purpose (UUID version 8,
 * RFC 9562), so that doing it twice has one effect.
 */
export function followingId(record: string, seq: number, purpose: string): CommandId {
  const bytes = createHash('sha256').update(`${record}/${seq}/${purpose}`).digest().subarray(0, 16)
  bytes.writeUInt8(((bytes[6] ?? 0) & 0x0f) | 0x80, 6)
  bytes.writeUInt8(((bytes[8] ?? 0) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as CommandId
}
