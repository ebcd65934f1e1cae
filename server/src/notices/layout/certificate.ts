import type { NoticeFacts } from '@lianqiao/model/notices/facts.ts'
import { chineseDate } from '@lianqiao/model/notices/until.ts'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { ink, paper, words } from './paper.ts'

const frame = '#7a5c1e'

/** 电子证照打印件: what a licence looks like on paper. The file people verify is the credential; the code leads to it. */
export function certificate(facts: NoticeFacts<'certificate'>, demonstration: boolean): TDocumentDefinitions {
  return {
    ...paper({ title: `${facts.title} ${facts.id}`, date: facts.issuedOn, demonstration }),
    pageMargins: [84, 84, 84, 58],
    background: () => border(),
    content: [
      {
        text: facts.title,
        alignment: 'center',
        fontSize: 32,
        bold: true,
        noWrap: true,
        characterSpacing: 14,
      },
      {
        text: '（电子证照打印件）',
        alignment: 'center',
        fontSize: 11,
        color: ink.soft,
        margin: [0, 6, 0, 26],
      },
      face(facts),
      ...facts.remarks.map(text => ({
        text: `注：${text}`,
        fontSize: 9.5,
        color: ink.soft,
        margin: [0, 3, 0, 0] as Margin,
      })),
      foot(facts),
    ],
  }
}

type Margin = [number, number, number, number]

function face({ lines, issuer, issuedOn, validUntil }: NoticeFacts<'certificate'>): Content {
  const rows = [
    ...lines,
    { label: '签发机关', value: issuer },
    { label: '签发日期', value: chineseDate(issuedOn) },
    ...(validUntil ? [{ label: '有效期至', value: chineseDate(validUntil) }] : []),
  ]
  return {
    margin: [0, 0, 0, 14],
    table: {
      widths: [112, '*'],
      dontBreakRows: true,
      body: rows.map(({ label, value }) => [
        { text: label, color: frame, alignment: 'justify' },
        { ...words(value), fontSize: 13 },
      ]),
    },
    layout: {
      hLineWidth: i => (i === 0 ? 0 : 0.4),
      vLineWidth: () => 0,
      hLineColor: () => '#c9b98f',
      paddingLeft: () => 4,
      paddingRight: () => 4,
      paddingTop: () => 6,
      paddingBottom: () => 4,
    },
  }
}

function foot({ id, verification }: NoticeFacts<'certificate'>): Content {
  return {
    unbreakable: true,
    margin: [0, 22, 0, 0],
    stack: [
      { text: '电子证照标识', fontSize: 9, color: frame },
      { text: id, fontSize: 8, margin: [0, 2, 0, 12] },
      {
        columns: [
          {
            width: '*',
            stack: [
              { text: '查验码', fontSize: 9, color: frame },
              {
                text: verification.code,
                fontSize: 14,
                bold: true,
                noWrap: true,
                characterSpacing: 1,
                margin: [0, 2, 0, 10],
              },
              {
                text: '本件是否有效，以扫码查验的结果为准；查验页写明当前状态和查验时间。',
                fontSize: 9,
                color: ink.soft,
              },
            ],
          },
          {
            width: 96,
            stack: [
              { qr: verification.url, fit: 96, eccLevel: 'M', foreground: ink.text, alignment: 'center' },
              { text: '扫码查验', alignment: 'center', fontSize: 9, margin: [0, 6, 0, 0] },
            ],
          },
        ],
      },
    ],
  }
}

function border(): Content {
  return {
    canvas: [
      { type: 'rect', x: 34, y: 34, w: 527.28, h: 773.89, lineWidth: 2.2, lineColor: frame },
      { type: 'rect', x: 40, y: 40, w: 515.28, h: 761.89, lineWidth: 0.6, lineColor: frame },
    ],
  }
}
