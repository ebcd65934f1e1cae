import { createHash } from 'node:crypto'
import { type Source, unreadable } from './sealed-stream.ts'

/** One part of a backup: a file, or a table with its columns. */
export interface Part {
  name: string
  columns?: string[]
  content: AsyncIterable<Buffer>
}

/** Frames of the plain stream: type (1 byte) ‖ length (4 bytes) ‖ payload. */
const frame = { begin: 1, data: 2, end: 3, close: 4 } as const
const frameLimit = 16 * 1024 * 1024

/** Parts one after the other; each ends with its SHA-256, and the whole with how many there were. */
export async function* writeParts(parts: AsyncIterable<Part>): AsyncGenerator<Buffer> {
  let count = 0
  for await (const { name, columns, content } of parts) {
    yield framed(frame.begin, json({ name, ...(columns ? { columns } : {}) }))
    const hash = createHash('sha256')
    for await (const piece of content) {
      hash.update(piece)
      yield framed(frame.data, piece)
    }
    yield framed(frame.end, json({ sha256: hash.digest('hex') }))
    count += 1
  }
  yield framed(frame.close, json({ parts: count }))
}

/**
 * Read parts in their order. The content of one must be read to its end before the next is asked for. Throws
 * `backup-unreadable` where a digest or the count does not agree.
 */
export async function* readParts(source: Source): AsyncGenerator<Part> {
  let count = 0
  for (;;) {
    const { type, payload } = await nextFrame(source)
    if (type === frame.close) {
      if (!sameJson(payload, { parts: count })) throw unreadable('parts are missing')
      if (!(await source.ended())) throw unreadable('more after the last part')
      return
    }
    if (type !== frame.begin) throw unreadable('frame')
    const { name, columns } = JSON.parse(payload.toString()) as { name: string; columns?: string[] }
    yield { name, ...(columns ? { columns } : {}), content: contentOf(source, name) }
    count += 1
  }
}

async function* contentOf(source: Source, name: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for (;;) {
    const { type, payload } = await nextFrame(source)
    if (type === frame.end) {
      if (!sameJson(payload, { sha256: hash.digest('hex') })) throw unreadable(`digest of ${name}`)
      return
    }
    if (type !== frame.data) throw unreadable('frame')
    hash.update(payload)
    yield payload
  }
}

async function nextFrame(source: Source): Promise<{ type: number; payload: Buffer }> {
  const head = await source.take(5)
  const length = head.readUInt32BE(1)
  if (length > frameLimit) throw unreadable('frame')
  return { type: head.readUInt8(0), payload: await source.take(length) }
}

function framed(type: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt8(type, 0)
  head.writeUInt32BE(payload.length, 1)
  return Buffer.concat([head, payload])
}

const json = (value: object) => Buffer.from(JSON.stringify(value))
const sameJson = (payload: Buffer, value: object) => payload.equals(json(value))
