import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { z } from 'zod'

// A backup is larger than memory, and nothing of it may be believed before it is authenticated. So it is sealed in chunks,
// each with its own tag, by the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the nonce holds a counter
// and whether the chunk is the last, so that none can be left out, moved, or cut off at the end.

/** First line of a backup: what it is, before any key is known. It is authenticated with every chunk. */
export const Header = z.strictObject({
  format: z.literal('lianqiao-backup@1'),
  jurisdiction: z.string(),
  at: z.iso.datetime(),
  /** scrypt (RFC 7914) makes the key from the passphrase. */
  scrypt: z.strictObject({ N: z.literal(131_072), r: z.literal(8), p: z.literal(1), salt: z.base64() }),
  /** First 7 of the 12 bytes of every nonce. */
  nonce: z.base64(),
})
export type Header = z.infer<typeof Header>

const chunkBytes = 1024 * 1024
const tagBytes = 16
/** Set in the length of a chunk: it is the last. */
const lastMark = 0x8000_0000

export function makeHeader(of: Pick<Header, 'jurisdiction' | 'at'>): Header {
  return {
    format: 'lianqiao-backup@1',
    ...of,
    scrypt: { N: 131_072, r: 8, p: 1, salt: randomBytes(16).toString('base64') },
    nonce: randomBytes(7).toString('base64'),
  }
}

/** Seal a stream: the header's line, then length ‖ ciphertext ‖ tag for every chunk (AES-256-GCM). */
export async function* sealStream(
  header: Header,
  passphrase: string,
  plain: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const line = Buffer.from(`${JSON.stringify(header)}\n`)
  const key = keyFrom(header, passphrase)
  yield line
  let number = 0
  const seal = (chunk: Buffer, last: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(header, number++, last))
    cipher.setAAD(line)
    const sealed = Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()])
    return Buffer.concat([lengthOf(sealed.length, last), sealed])
  }
  let held: Buffer[] = []
  let size = 0
  for await (const piece of plain) {
    held.push(piece)
    size += piece.length
    if (size <= chunkBytes) continue
    const all = Buffer.concat(held)
    let at = 0
    // One byte at least is kept back: which chunk is the last is known only at the end.
    for (; all.length - at > chunkBytes; at += chunkBytes)
      yield seal(all.subarray(at, at + chunkBytes), false)
    held = [all.subarray(at)]
    size = all.length - at
  }
  yield seal(Buffer.concat(held), true)
}

/**
 * Open what `sealStream` sealed; every piece that comes out is authentic. Throws `backup-unreadable` for a wrong passphrase,
 * a changed byte, a missing end.
 */
export async function* openStream(
  source: Source,
  header: Header,
  passphrase: string,
): AsyncGenerator<Buffer> {
  const line = Buffer.from(`${JSON.stringify(header)}\n`)
  const key = keyFrom(header, passphrase)
  for (let number = 0; ; number++) {
    const length = (await source.take(4)).readUInt32BE()
    const last = length >= lastMark
    const sealedBytes = last ? length - lastMark : length
    if (sealedBytes < tagBytes || sealedBytes > chunkBytes + tagBytes) throw unreadable('chunk')
    const sealed = await source.take(sealedBytes)
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(header, number, last))
    decipher.setAAD(line)
    decipher.setAuthTag(sealed.subarray(-tagBytes))
    const plain = decipher.update(sealed.subarray(0, -tagBytes))
    try {
      decipher.final()
    } catch {
      throw unreadable(number === 0 ? 'passphrase or content' : 'content')
    }
    yield plain
    if (!last) continue
    if (!(await source.ended())) throw unreadable('more after the end')
    return
  }
}

/** Read the first line. Throws `backup-unreadable` where it is no backup that this version knows. */
export async function readHeader(source: Source): Promise<Header> {
  const parsed = Header.safeParse(asJson((await source.line(2000)).toString()))
  if (!parsed.success) throw unreadable('no backup of this format')
  return parsed.data
}

/** Bytes of a file, taken piece by piece. */
export interface Source {
  take(bytes: number): Promise<Buffer>
  line(most: number): Promise<Buffer>
  ended(): Promise<boolean>
}

/** Throws `backup-unreadable` where the stream ends too early. */
export function sourceOf(stream: AsyncIterable<Buffer>): Source {
  const pieces = stream[Symbol.asyncIterator]()
  let held = Buffer.alloc(0)
  const more = async () => {
    const next = await pieces.next()
    if (next.done) return false
    held = Buffer.concat([held, next.value])
    return true
  }
  const cut = (bytes: number) => {
    const taken = held.subarray(0, bytes)
    held = held.subarray(bytes)
    return taken
  }
  return {
    async take(bytes) {
      while (held.length < bytes) if (!(await more())) throw unreadable('cut off')
      return cut(bytes)
    },
    async line(most) {
      while (!held.includes(10)) if (held.length > most || !(await more())) throw unreadable('no first line')
      const taken = cut(held.indexOf(10))
      cut(1)
      return taken
    },
    ended: async () => held.length === 0 && !(await more()),
  }
}

export const unreadable = (reason: string) => problem('backup-unreadable', { reason })

function keyFrom({ scrypt: { N, r, p, salt } }: Header, passphrase: string): Buffer {
  // 128·N·r bytes are needed; Node allows less by default.
  return scryptSync(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, {
    ...{ N, r, p },
    maxmem: 256 * N * r,
  })
}

function nonceOf(header: Header, number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  Buffer.from(header.nonce, 'base64').copy(nonce, 0, 0, 7)
  nonce.writeUInt32BE(number, 7)
  nonce.writeUInt8(last ? 1 : 0, 11)
  return nonce
}

function lengthOf(bytes: number, last: boolean): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(last ? bytes + lastMark : bytes)
  return length
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
