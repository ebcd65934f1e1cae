import { inflateSync } from 'node:zlib'

/**
 * The text of a PDF in the order it is drawn, as a reader copies it: glyphs by each font's ToUnicode map. Reads what
 * pdfkit writes (streams deflated, hexadecimal strings, one `bfrange` array per map) and no other producer's files.
 */
export function pdfText(pdf: Uint8Array): string {
  const objects = objectsOf(Buffer.from(pdf))
  const maps = new Map<string, Map<string, string>>()
  for (const { head } of objects.values()) {
    const font = /\/Type \/Font\b/.test(head) && /\/ToUnicode (\d+) 0 R/.exec(head)
    if (font) maps.set(head, unicodeOf(objects.get(font[1] ?? '')?.stream ?? ''))
  }
  const fontOf = new Map<string, Map<string, string>>()
  for (const { head } of objects.values())
    for (const [, name, id] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = maps.get(objects.get(id ?? '')?.head ?? '')
      if (name && map) fontOf.set(name, map)
    }
  return [...objects.values()].map(o => drawn(o.stream, fontOf)).join('')
}

function objectsOf(file: Buffer): Map<string, { head: string; stream: string }> {
  const text = file.toString('latin1')
  const objects = new Map<string, { head: string; stream: string }>()
  for (const match of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)(?:\nstream\n|\nendobj)/g)) {
    const [whole, id = '', head = ''] = match
    const from = match.index + whole.length
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const stream = whole.endsWith('stream\n') ? inflated(file.subarray(from, from + length)) : ''
    objects.set(id, { head, stream })
  }
  return objects
}

function inflated(bytes: Buffer): string {
  try {
    return inflateSync(bytes).toString('latin1')
  } catch {
    return ''
  }
}

function unicodeOf(cmap: string): Map<string, string> {
  const map = new Map<string, string>()
  for (const [, first = '0', targets = ''] of cmap.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g))
    for (const [i, [, hex = '']] of [...targets.matchAll(/<([\w ]*)>/g)].entries()) {
      const glyph = (Number.parseInt(first, 16) + i).toString(16).padStart(4, '0')
      map.set(glyph, Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'))
    }
  return map
}

function drawn(content: string, fontOf: Map<string, Map<string, string>>): string {
  let text = ''
  let font: Map<string, string> | undefined
  for (const [, name, array] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = fontOf.get(name)
    else
      for (const [, hex = ''] of (array ?? '').matchAll(/<(\w*)>/g))
        for (const glyph of hex.match(/.{4}/g) ?? []) text += font?.get(glyph.toLowerCase()) ?? ''
  }
  return text
}
