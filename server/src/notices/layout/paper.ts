import type { Content, ContentTable, TDocumentDefinitions } from 'pdfmake/interfaces.js'

/** A4 in points: 210 × 297 mm. `width` is what lies between the margins. */
export const page = { side: 62, width: 595.28 - 2 * 62 }

export const ink = { text: '#111111', soft: '#555555', faint: '#9a9a9a', line: '#444444', label: '#f3f4f5' }

/**
 * What all papers share. The dates in the file are the document's own, so that the same facts give the same bytes and
 * a digest can stand in a record.
 */
export function paper(options: {
  title: string
  date: string
  demonstration: boolean
}): Omit<TDocumentDefinitions, 'content'> {
  return {
    pageSize: 'A4',
    pageMargins: [page.side, 46, page.side, 68],
    info: {
      title: options.title,
      creationDate: new Date(`${options.date}T00:00:00+08:00`),
      creator: 'Lianqiao 联桥',
      producer: 'Lianqiao 联桥',
    },
    language: 'zh-CN',
    displayTitle: true,
    defaultStyle: { font: 'Noto Sans SC', fontSize: 11, lineHeight: 1.3, color: ink.text },
    ...(options.demonstration
      ? {
          watermark: { text: demonstrationWords, color: '#b8860b', opacity: 0.13, bold: true, fontSize: 54 },
          header: {
            text: demonstrationWords,
            alignment: 'center',
            fontSize: 9,
            color: '#8a6508',
            margin: [0, 20, 0, 0],
          },
        }
      : {}),
  }
}

/** On every page of what a demonstration prints, across it and at its head. */
const demonstrationWords = '演示 · 非官方文书'

/** The double rule under a title (文武线): a thick line over a thin one. */
export function rule(above: number): Content {
  return {
    margin: [0, above, 0, 0],
    canvas: [
      { type: 'line', x1: 0, y1: 0, x2: page.width, y2: 0, lineWidth: 1.8, lineColor: ink.text },
      { type: 'line', x1: 0, y1: 3.2, x2: page.width, y2: 3.2, lineWidth: 0.5, lineColor: ink.text },
    ],
  }
}

/** Text that stays within its column: what has no place to break (an identifier, an address) breaks anywhere. */
export function words(text: string): { text: string; wordBreak: 'normal' | 'break-all' } {
  return { text, wordBreak: /[\x21-\x7e]{36,}/.test(text) ? 'break-all' : 'normal' }
}

/** A paragraph, its first line two characters in. */
export function prose(text: string): Content {
  return { ...words(text), leadingIndent: 22, lineHeight: 1.45, margin: [0, 0, 0, 5] }
}

/** A heading within a letter. */
export function heading(text: string): Content {
  return { text, bold: true, margin: [0, 8, 0, 5] }
}

const grid: ContentTable['layout'] = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => ink.line,
  vLineColor: () => ink.line,
  paddingLeft: () => 7,
  paddingRight: () => 7,
  paddingTop: () => 3.5,
  paddingBottom: () => 2.5,
}

/** For lists of papers: an ordinary receipt is one sheet, to be printed and carried away. */
const denseGrid: ContentTable['layout'] = { ...grid, paddingTop: () => 2.5, paddingBottom: () => 1.5 }

/** A form's table of labels and values, one pair a row; pairs without a value are left out. */
export function pairs(rows: readonly (readonly [label: string, value: string | undefined])[]): Content {
  const filled = rows.filter((row): row is [string, string] => row[1] !== undefined)
  return {
    margin: [0, 4, 0, 6],
    fontSize: 10.5,
    layout: grid,
    table: {
      widths: [92, '*'],
      dontBreakRows: true,
      body: filled.map(([label, value]) => [
        { text: label, fillColor: ink.label, alignment: 'center' },
        words(value),
      ]),
    },
  }
}

/** A table with a head that is repeated on every page. */
export function list(
  head: readonly string[],
  widths: readonly (number | '*')[],
  rows: readonly (readonly string[])[],
): Content {
  const cell = (text: string, column: number) => ({
    ...words(text),
    alignment: widths[column] === '*' ? ('left' as const) : ('center' as const),
  })
  return {
    margin: [0, 4, 0, 8],
    fontSize: 10,
    lineHeight: 1.2,
    layout: denseGrid,
    table: {
      widths: [...widths],
      headerRows: 1,
      dontBreakRows: true,
      body: [
        head.map(text => ({ text, alignment: 'center', fillColor: ink.label })),
        ...rows.map(row => row.map(cell)),
      ],
    },
  }
}
