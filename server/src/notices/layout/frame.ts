import type { CommonFacts, LetterKind, NoticeFacts } from '@lianqiao/model/notices/facts.ts'
import { noticeForms, noticeTitle } from '@lianqiao/model/notices/kinds.ts'
import { chineseDate } from '@lianqiao/model/notices/until.ts'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { body, replySlip } from './bodies.ts'
import { ink, page, paper, rule } from './paper.ts'

/**
 * A letter of an office (公文): its name, the title over a double rule, the number, the body, signature and place of the
 * seal at the bottom right, and at the bottom left the way to follow the case.
 */
export function letter<Kind extends LetterKind>(
  kind: Kind,
  facts: NoticeFacts<Kind> & CommonFacts,
  demonstration: boolean,
): TDocumentDefinitions {
  const form = noticeForms[kind]
  const signer = facts[form.by]
  const { title } = noticeTitle(kind, facts.item.kind)
  return {
    ...paper({ title: `${title} ${facts.number}`, date: facts.date, demonstration }),
    footer: (current, count) => footer(facts, current, count),
    content: [
      {
        text: signer.name,
        alignment: 'center',
        fontSize: 14,
        noWrap: true,
        characterSpacing: 2,
        margin: [0, 0, 0, 8],
      },
      { text: title, alignment: 'center', fontSize: 23, bold: true, noWrap: true, characterSpacing: 6 },
      rule(10),
      {
        columns: [
          { text: `受理编号：${facts.record}`, width: 'auto' },
          { text: facts.number, alignment: 'right' },
        ],
        fontSize: 9.5,
        color: ink.soft,
        margin: [0, 6, 0, 9],
      },
      ...body(kind, facts),
      closing(facts, signer.name),
      ...replySlip(kind),
    ],
  }
}

/** 落款. It stays in one piece: a signature alone on a page could be put under anything. */
function closing(facts: CommonFacts, signer: string): Content {
  const { tracking } = facts
  return {
    unbreakable: true,
    margin: [0, 8, 0, 0],
    columns: [
      {
        width: '*',
        stack: tracking
          ? [
              { qr: tracking.url, fit: 66, eccLevel: 'M', foreground: ink.text },
              { text: '扫码查询办理进度', fontSize: 9, margin: [0, 5, 0, 0] },
              { text: `查询码 ${tracking.code}`, fontSize: 9, color: ink.soft },
            ]
          : [],
      },
      {
        width: 210,
        stack: [seal(), { text: signer, alignment: 'center', margin: [0, 7, 0, 3] }, signed(facts)],
      },
    ],
  }
}

/** 盖章处: a place for the real seal. A seal is never drawn, for a picture of one is a forgery. */
function seal(): Content {
  return {
    columns: [
      { width: '*', text: '' },
      {
        width: 92,
        stack: [
          {
            canvas: [
              {
                type: 'rect',
                x: 0,
                y: 0,
                w: 92,
                h: 46,
                r: 3,
                dash: { length: 3, space: 3 },
                lineWidth: 0.6,
                lineColor: ink.faint,
              },
            ],
          },
          {
            text: '盖章处',
            alignment: 'center',
            fontSize: 9,
            color: ink.faint,
            relativePosition: { x: 0, y: -30 },
          },
        ],
      },
      { width: '*', text: '' },
    ],
  }
}

function signed({ date, handler }: CommonFacts): Content {
  return {
    stack: [
      { text: chineseDate(date), alignment: 'center' },
      ...(handler
        ? [
            {
              text: `经办人：${handler}`,
              alignment: 'center' as const,
              fontSize: 9,
              color: ink.soft,
              margin: [0, 3, 0, 0] as [number, number, number, number],
            },
          ]
        : []),
    ],
  }
}

/** 责任说明 wherever two offices share the work, and the telephones, on every page. */
function footer(
  { receiving, deciding, enquiries, complaints }: CommonFacts,
  current: number,
  count: number,
): Content {
  const shared = receiving.jurisdiction !== deciding.jurisdiction
  const liable = `责任说明：${receiving.name}（收件地）对身份核验、形式核对、一次性告知、原件核验和材料转送负责；${deciding.name}（属地）对受理、审查和决定负责。`
  return {
    margin: [page.side, 0, page.side, 0],
    fontSize: 8.5,
    color: ink.soft,
    stack: [
      {
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: page.width, y2: 0, lineWidth: 0.5, lineColor: ink.faint }],
      },
      ...(shared
        ? [{ text: liable, margin: [0, 6, 0, 0] as [number, number, number, number], lineHeight: 1.25 }]
        : []),
      {
        margin: [0, 5, 0, 0],
        columns: [
          { width: '*', text: `咨询电话 ${enquiries}　　投诉电话 ${complaints}` },
          { width: 'auto', text: `第 ${current} 页 / 共 ${count} 页` },
        ],
      },
    ],
  }
}
