/** Chunks that make the picture (PNG, third edition); texts, times and Exif are not among them. */
const picture = [
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'cICP',
  'sBIT',
  'pHYs',
  'bKGD',
]

/** A PNG without its hidden data and without what follows its end; nothing where the bytes are no whole PNG. */
export function cleanPng(bytes: Uint8Array): Uint8Array | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [view.subarray(0, 8)]
  for (let at = 8; at + 12 <= view.length; ) {
    const end = at + 12 + view.readUInt32BE(at)
    if (end > view.length) return undefined
    const type = view.toString('latin1', at + 4, at + 8)
    if (picture.includes(type)) kept.push(view.subarray(at, end))
    if (type === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return undefined
}
