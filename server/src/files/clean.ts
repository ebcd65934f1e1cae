import type { FileMediaType } from '@lianqiao/model/api/files.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { cleanJpeg } from './jpeg.ts'
import { cleanPng } from './png.ts'

/**
 * Tell by its first bytes what a file is – never by its name – and take out what a photograph hides: where and when it
 * was taken, by which device. A PDF is kept as it is; what its maker wrote into it stays.
 * Throws `file-unreadable` for anything else, or where the file is cut off.
 */
export function cleanFile(bytes: Uint8Array): { mediaType: FileMediaType; bytes: Uint8Array } {
  const mediaType = signatures.find(([, start]) => start.every((byte, i) => bytes[i] === byte))?.[0]
  if (!mediaType) throw unreadable('格式不是 JPEG、PNG 或 PDF / not a JPEG, PNG or PDF')
  const clean = cleaners[mediaType](bytes)
  if (!clean) throw unreadable('文件不完整 / the file is cut off')
  return { mediaType, bytes: clean }
}

const signatures: [FileMediaType, number[]][] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['application/pdf', [...Buffer.from('%PDF-')]],
]

const cleaners: Record<FileMediaType, (bytes: Uint8Array) => Uint8Array | undefined> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'application/pdf': bytes => (Buffer.from(bytes).includes('%%EOF') ? bytes : undefined),
}

const unreadable = (reason: string) => problem('file-unreadable', { name: '上传文件 / upload', reason })
