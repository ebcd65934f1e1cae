import { inflateRawSync } from 'node:zlib'

/** Signatures and sizes of ZIP (APPNOTE 6.3.3): end of central directory, and an entry of it. */
const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const endSize = 22
const entrySize = 46

/**
 * Make sure that unpacking an XLSX cannot fill the memory (zip bomb): every entry is unpacked once under a ceiling, since
 * the sizes that an archive tells of itself may be lies. Throws `RangeError` for a bomb, `SyntaxError` for no archive.
 */
export function checkArchive(bytes: Buffer, limits: { entries: number; unpacked: number }): void {
  let room = limits.unpacked
  for (const { method, data } of entriesOf(bytes, limits.entries)) {
    if (method !== 0 && method !== 8) throw new SyntaxError('compression method')
    room -= method === 0 ? data.length : unpackedSize(data, room)
    if (room < 0) throw new RangeError('unpacked size')
  }
}

function unpackedSize(data: Buffer, ceiling: number): number {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(ceiling, 1) }).length
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new RangeError('unpacked size')
    throw new SyntaxError('compressed data')
  }
}

function* entriesOf(bytes: Buffer, most: number): Generator<{ method: number; data: Buffer }> {
  const end = findEnd(bytes)
  const count = bytes.readUInt16LE(end + 10)
  if (count > most) throw new RangeError('entries')
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (at + entrySize > bytes.length || bytes.readUInt32LE(at) !== directoryEntry)
      throw new SyntaxError('directory')
    const packed = bytes.readUInt32LE(at + 20)
    const local = bytes.readUInt32LE(at + 42)
    if (local + 30 > bytes.length) throw new SyntaxError('entry')
    // The local header has its own lengths of name and extra field.
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    if (start + packed > bytes.length) throw new SyntaxError('entry')
    yield { method: bytes.readUInt16LE(at + 10), data: bytes.subarray(start, start + packed) }
    at += entrySize + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
}

/** The end record stands last, before a comment of at most 65,535 bytes. */
function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - endSize; at >= Math.max(0, bytes.length - endSize - 0xffff); at--)
    if (bytes.readUInt32LE(at) === endOfDirectory) return at
  throw new SyntaxError('no archive')
}
