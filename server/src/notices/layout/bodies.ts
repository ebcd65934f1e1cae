import type { CommonFacts, LetterKind, NoticeFacts } from '@lianqiao/model/notices/facts.ts'
import { chineseDate, limitWords } from '@lianqiao/model/notices/until.ts'
import { isPermit } from '@lianqiao/model/procedures/permit/grounds.ts'
import type { Content } from 'pdfmake/interfaces.js'
import { heading, list, pairs, prose } from './paper.ts'
import { basis, documents, limits, quoted, remedies, silence, within } from './phrases.ts'

/** The body of a letter: whom it is to, what is told, and the facts it stands on. */
export function body<Kind extends LetterKind>(kind: Kind, facts: NoticeFacts<Kind>): Content[] {
  const write: (facts: NoticeFacts<Kind>) => Content[] = bodies[kind]
  return [
    {
      text: `${addressee(facts)}：`,
      bold: true,
      margin: [0, 0, 0, 7],
    },
    ...write(facts),
  ]
}

/** The applicant, or the office that is written to. */
function addressee(facts: object): string {
  const { to, applicant } = facts as CommonFacts & { to?: string }
  return to ?? `${applicant.name}${applicant.id ? `（${applicant.id}）` : ''}`
}

const bodies: { [Kind in LetterKind]: (facts: NoticeFacts<Kind>) => Content[] } = {
  receipt: f => [
    prose(
      `本窗口于${chineseDate(f.receivedOn)}收到您（单位）办理“${f.item.name}”的申请材料，清单如下。收件不等于受理，是否受理由${f.deciding.name}依法决定。`,
    ),
    documents(f.documents),
    pairs([
      ['收件窗口', f.receiving.name],
      ['办理机关', f.deciding.name],
      ['转送时限', f.transfer && within(f.transfer)],
      ['受理时限', f.acceptance && within(f.acceptance)],
      ['依据', f.basis],
    ]),
    prose(`${silence(f)}请妥善保管本单，凭受理编号或查询码可以随时查询进度。`),
  ],

  'return-notice': f => [
    prose(`您（单位）提出的“${f.item.name}”申请，因下列原因予以退件，材料一并退回：`),
    quoted(f.reason),
    ...(f.documents.length > 0 ? [heading('退回材料'), documents(f.documents)] : []),
    basis(f),
    prose('消除上述原因后，可以重新提出申请；有疑问的，请拨打咨询电话。'),
  ],

  'correction-notice': f => [
    prose(
      `您（单位）提出的“${f.item.name}”申请，材料不齐全或者不符合法定形式。现将需要补正的全部内容一次告知如下：`,
    ),
    list(
      ['序号', '材料', '需要补正的内容'],
      [34, 130, '*'],
      f.points.map((p, i) => [String(i + 1), p.document ?? '—', p.text]),
    ),
    pairs([
      ['补正期限', within(f.correction)],
      ['补正地点', `${f.receiving.name}，或在网上提交`],
      ['依据', f.basis],
    ]),
    prose('补正齐全后即按规定受理，不再要求补正其他内容；逾期未补正的，本次申请终止办理，可以重新申请。'),
  ],

  'supply-reminder': f => [
    prose(`您（单位）办理“${f.item.name}”时约定后补的下列材料，已过约定日期，尚未收到：`),
    list(
      ['序号', '材料', '约定补交日期', '说明'],
      [34, '*', 110, 150],
      f.documents.map((d, i) => [
        String(i + 1),
        d.document,
        `${chineseDate(d.until)}前`,
        d.letter ? '已发核验函；您持有的，也可以先交来' : '—',
      ]),
    ),
    pairs([
      ['补交地点', f.receiving.name],
      ['办理机关', f.deciding.name],
      ['依据', f.basis],
    ]),
    prose(
      '请尽快补交。补齐之前，办理机关不能作出准予的决定，办理期限仍照常计算。本单是提醒，申请不因此自动终止；不再办理的，可以撤回申请。',
    ),
  ],

  'acceptance-notice': f => [
    prose(
      f.deemed
        ? `您（单位）于${chineseDate(f.receivedOn)}提出的“${f.item.name}”申请，本机关逾期未告知补正，${isPermit(f.item) ? '依法' : '按本机关公布的办事指南'}自收到申请材料之日即${chineseDate(f.acceptedOn)}起视为受理。`
        : `您（单位）于${chineseDate(f.receivedOn)}提出的“${f.item.name}”申请，经审查，材料齐全、符合法定形式，本机关于${chineseDate(f.acceptedOn)}决定予以受理。`,
    ),
    documents(f.documents),
    pairs([...limits(f.decision), ['依据', f.basis]]),
    prose(
      isPermit(f.item)
        ? '依法进行的听证、检验、检测、检疫、鉴定和专家评审等所需时间不计入上述期限，但将书面告知。'
        : '依照规定进入特别程序的，所需时间不计入上述期限，但将书面告知。',
    ),
  ],

  'collection-voucher': f => [
    prose(
      `您办理“${f.item.name}”的申请已于${chineseDate(f.acceptedOn)}受理。办结后，请凭本凭证和本人有效身份证件领取。`,
    ),
    pairs([
      ['领取物品', f.result],
      ['领取方式', f.ways.join('、')],
      ['领取地点', f.place],
      ...limits(f.decision),
      ['依据', f.basis],
    ]),
    prose('本凭证不作为身份证明或者居住证明使用。委托他人领取的，受托人应出示双方有效身份证件和委托书。'),
  ],

  'refusal-notice': f => [
    prose(`您（单位）提出的“${f.item.name}”申请，本机关决定不予受理。理由如下：`),
    quoted(f.reason),
    pairs([
      ['法律依据', f.law ?? f.basis],
      ['程序依据', f.law && f.basis],
      ['可再次申请', f.returnOn && `${chineseDate(f.returnOn)}起`],
    ]),
    ...(f.returnOn ? [prose('届时条件具备即可申请，本次已核对的材料无需重复提交。')] : []),
    remedies(f.remedies),
  ],

  'verification-letter': f => [
    prose(
      `${f.subject.name}在我处申请办理“${f.item.name}”，依规定应当免于提交“${f.document}”。因系统暂时无法调取，现函请贵单位按所掌握的登记核验，并将回执加盖印章后退回我处：`,
    ),
    pairs([
      ['被核验人', `${f.subject.name}　公民身份号码 ${f.subject.idNumber}`],
      ['核验材料', `${f.document}（登记：${f.register}）`],
      ['核验内容', f.fields.length > 0 ? f.fields.join('、') : undefined],
      ['依据', f.basis],
    ]),
    prose(`核验系依申请人本人请求，结果仅用于${f.purpose}。`),
  ],

  'special-procedure-notice': f => [
    prose(`您（单位）申请的“${f.item.name}”，自${chineseDate(f.since)}起依法进入特别程序：`),
    pairs([
      ['特别程序', f.procedure],
      ['事由', f.reason],
      ['依据', f.basis],
    ]),
    prose('特别程序所需时间不计入办理期限；结束后恢复计算，新的到期日可凭查询码查询。'),
  ],

  'extension-notice': f => [
    prose(
      `您（单位）申请的“${f.item.name}”，因下列原因不能在期限内作出决定，经本机关负责人批准，延长${limitWords(f.by)}：`,
    ),
    quoted(f.reason),
    pairs([...limits(f.decision), ['依据', f.basis]]),
    prose('办理期限只延长一次。由此给您（单位）带来不便，敬请谅解。'),
  ],

  decision: f => [
    prose(
      `您（单位）于${chineseDate(f.appliedOn)}提出的“${f.item.name}”申请，经审查，符合法定条件、标准，本机关决定准予${isPermit(f.item) ? '行政许可' : '办理'}。`,
    ),
    pairs([
      ['决定事项', f.item.name],
      ['结果', f.result],
      ['有效期', f.validity],
      ['审查意见', f.opinion],
      ['依据', f.basis],
    ]),
    prose(`依法应当颁发证照的，本机关自作出决定之日起${limitWords(f.delivery)}内颁发、送达。`),
  ],

  denial: f => [
    prose(
      `您（单位）于${chineseDate(f.appliedOn)}提出的“${f.item.name}”申请，经审查，不符合法定条件、标准，本机关决定不予${isPermit(f.item) ? '行政许可' : '办理'}。理由如下：`,
    ),
    quoted(f.reason),
    pairs([
      ['法律依据', f.law],
      ['程序依据', f.basis],
    ]),
    remedies(f.remedies),
  ],

  'delivery-receipt': f => [
    prose(`“${f.item.name}”的下列文书、证照送达如下：`),
    list(
      ['送达文书、证照', '文号或编号', '份数'],
      ['*', 206, 34],
      f.delivered.map(d => [d.name, d.number, String(d.copies)]),
    ),
    pairs([
      ['送达方式', f.way],
      ['邮件号', f.postNumber],
      ['送达日期', chineseDate(f.deliveredOn)],
      ['受送达人', f.recipient],
      ['受送达人签名', '　\n　'],
      ['代收人签名及\n与受送达人关系', '　\n　'],
      ['备注', '　'],
    ]),
  ],

  'termination-notice': f => [
    prose(
      f.cause === 'withdrawn'
        ? `您（单位）提出的“${f.item.name}”申请，因您（单位）撤回申请，本机关终止办理。`
        : `您（单位）提出的“${f.item.name}”申请，因在补正期限内未补正，本机关终止办理。`,
    ),
    ...(f.reason ? [quoted(f.reason)] : []),
    basis(f),
    prose('终止办理不影响您（单位）重新提出申请；需要退还的纸质材料，请到收件窗口领取。'),
  ],

  annulment: f => [
    prose(`本机关就“${f.item.name}”作出的准予决定及其证照，因下列原因予以作废：`),
    quoted(f.reason),
    pairs([
      ['证照标识', f.certificate],
      ['法律依据', f.law],
      ['程序依据', f.basis],
    ]),
    remedies(f.remedies),
  ],
}

/** 回执: what the office that was written to fills in and sends back, below the signature of the letter. */
export function replySlip(kind: LetterKind): Content[] {
  if (kind !== 'verification-letter') return []
  return [
    heading('回执'),
    pairs([
      ['核验结果', '□ 与登记一致　　□ 与登记不一致　　□ 无此登记'],
      ['说明', '　'],
      ['经办人、电话', '　'],
      ['印章、日期', '　'],
    ]),
  ]
}
