/**
 * JPEG (ITU-T T.81) without what a camera hides in it: place, time, serial number of the device (Exif), captions, a second
 * picture behind the first. The picture itself is copied byte by byte; of Exif only the orientation is kept, or
 * photographs would lie on their side.
 * @returns the clean file, or nothing where the bytes are no whole JPEG.
 */
export function cleanJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [view.subarray(0, 2)]
  let orientation = 1
  let at = 2
  while (at + 4 <= view.length) {
    if (view[at] !== 0xff) return undefined
    const marker = view[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === endOfImage) break
    const end = at + 2 + view.readUInt16BE(at + 2)
    if (end > view.length) return undefined
    const segment = view.subarray(at, end)
    if (isExif(segment)) orientation = orientationOf(segment)
    else if (isPicture(marker, segment)) kept.push(segment)
    at = end
    if (marker === startOfScan) {
      const next = endOfScan(view, at)
      if (next === undefined) return undefined
      kept.push(view.subarray(at, next))
      at = next
    }
  }
  if (view[at] !== 0xff || view[at + 1] !== endOfImage) return undefined
  kept.push(view.subarray(at, at + 2))
  if (orientation !== 1) kept.splice(1, 0, exifWith(orientation))
  return Buffer.concat(kept)
}

const startOfScan = 0xda
const endOfImage = 0xd9

/** Application segments that change how the picture looks: JFIF (APP0), a colour profile (APP2), Adobe's transform (APP14). */
function isPicture(marker: number, segment: Buffer): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  return marker === 0xe0 || marker === 0xee || (marker === 0xe2 && named(segment, 'ICC_PROFILE'))
}

const isExif = (segment: Buffer) => segment[1] === 0xe1 && named(segment, 'Exif\0')
const named = (segment: Buffer, name: string) =>
  segment.subarray(4, 4 + name.length).equals(Buffer.from(name))

/** Where the next marker begins: in a scan, FF00 is a data byte and FFD0–FFD7 are restarts. */
function endOfScan(view: Buffer, from: number): number | undefined {
  for (let at = view.indexOf(0xff, from); at !== -1; at = view.indexOf(0xff, at + 1)) {
    const next = view[at + 1]
    if (next === undefined) return undefined
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return undefined
}

/** Tag 0x0112 of the first directory (TIFF 6.0, Exif 2.3); 1 = upright, also where the data are broken. */
function orientationOf(segment: Buffer): number {
  const tiff = segment.subarray(10)
  try {
    const little = tiff.toString('latin1', 0, 2) === 'II'
    const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
    const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
    for (let i = 0; i < u16(first); i++) {
      const entry = first + 2 + i * 12
      if (u16(entry) !== 0x0112) continue
      const value = u16(entry + 8)
      return value >= 1 && value <= 8 ? value : 1
    }
  } catch {
    // A directory that points outside its segment says nothing.
  }
  return 1
}

/** The smallest Exif segment: one directory with one entry. */
function exifWith(orientation: number): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xe1, 0, 34]),
    Buffer.from('Exif\0\0MM\0*', 'latin1'),
    Buffer.from([0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]),
  ])
}
