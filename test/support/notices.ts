import { makeCertificateId } from '@lianqiao/model/identifiers/certificate-id.ts'
import { makeRecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { makeTrackingCode } from '@lianqiao/model/identifiers/tracking-code-text.ts'
import { type NoticeFacts, noticeFacts } from '@lianqiao/model/notices/facts.ts'
import { documentNumber, type NoticeKind, noticeForms } from '@lianqiao/model/notices/kinds.ts'

const record = makeRecordId({
  receiving: '340523',
  deciding: '320111',
  date: '2026-03-10',
  serial: 17,
} as never)
const code = makeTrackingCode(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))
const receiving = { jurisdiction: '340523', name: '和县政务服务中心乌江窗口' }
const deciding = { jurisdiction: '320111', name: '浦口区公安局' }
const remedies = { review: '浦口区人民政府', court: '南京铁路运输法院' }
const documents = [
  { name: '居民身份证', copies: 0, by: 'certificate', originalSeen: false },
  { name: '居住登记满半年的证明', copies: 0, by: 'resource', originalSeen: false },
  { name: '住房租赁合同', copies: 1, by: 'scan', originalSeen: true },
]
const promised = { limit: { unit: 'working-day', amount: 5 }, until: '2026-03-17' }
const statutory = { limit: { unit: 'calendar-day', amount: 15 }, until: '2026-03-25' }
const unknown = { limit: { unit: 'working-day', amount: 20 }, until: 'unknown' }

const common = (kind: NoticeKind, seq: number) => ({
  record,
  number: documentNumber(kind, noticeForms[kind].by === 'receiving' ? '和县' : '浦口', record, seq),
  item: { code: 'residence-permit', name: '居住证申领', kind: '行政确认' },
  applicant: { name: '演示甲', id: '340523********0013' },
  receiving,
  deciding,
  date: '2026-03-10',
  basis: '居住证暂行条例 第九条',
  handler: '演示经办员',
  tracking: { code, url: `https://pukou.example/t/${code}` },
  enquiries: '025-00000000',
  complaints: '12345',
})

const own: { [Kind in NoticeKind]: object } = {
  receipt: {
    documents,
    receivedOn: '2026-03-10',
    transfer: { limit: { unit: 'working-hour', amount: 2 }, until: '2026-03-10 11:00' },
    acceptance: { limit: { unit: 'working-day', amount: 5 }, until: '2026-03-17' },
  },
  'return-notice': { reason: '申请人不在本协议所列的乡镇居住，应向户籍地公安机关申请。', documents },
  'correction-notice': {
    points: [
      {
        document: '住房租赁合同',
        text: '租赁合同缺少出租人签名，请由出租人补签，或者提交出租人身份证复印件和书面确认。',
      },
      { document: '本人相片', text: '相片底色应为白色，请重新拍摄；可以在窗口免费拍摄。' },
      { text: '请补填居住登记日期。' },
    ],
    correction: { limit: { unit: 'working-day', amount: 10 }, until: '2026-03-24' },
  },
  'supply-reminder': {
    documents: [
      { document: '本人相片', until: '2026-03-25', letter: false },
      { document: '居民身份证', until: '2026-03-25', letter: true },
    ],
  },
  'verification-letter': {
    to: '和县公安局',
    subject: { name: '演示甲', idNumber: '11010519491231002X' },
    document: '居民户口簿',
    register: '户籍信息',
    fields: ['户籍地区划', '户籍地址', '登记状态'],
    purpose: '居住证申领',
  },
  'acceptance-notice': {
    receivedOn: '2026-03-10',
    acceptedOn: '2026-03-10',
    deemed: false,
    documents,
    decision: { promised, statutory },
  },
  'collection-voucher': {
    acceptedOn: '2026-03-10',
    result: '居住证',
    ways: ['窗口领取', '邮寄'],
    place: '乌江联动共治站浦口公安窗口（周一至周五 9:00—17:30）',
    decision: { promised, statutory },
  },
  'refusal-notice': { reason: '您在本地办理居住登记尚未满六个月。', returnOn: '2026-05-01', remedies },
  'special-procedure-notice': {
    procedure: '鉴定',
    reason: '对租赁合同签名真实性进行鉴定。',
    since: '2026-03-12',
  },
  'extension-notice': {
    by: { unit: 'working-day', amount: 10 },
    reason: '需向户籍地公安机关核实情况，对方尚未答复。',
    decision: { promised, statutory: unknown },
  },
  decision: {
    appliedOn: '2026-03-10',
    delivery: { unit: 'working-day', amount: 1 },
    opinion: '符合条件，同意签发。',
    result: '居住证',
    validity: '签注有效期一年',
  },
  denial: {
    appliedOn: '2026-03-10',
    reason: '经核实，所提交的住房租赁合同不真实，不符合“有合法稳定住所”的条件。',
    law: '居住证暂行条例 第二条',
    remedies,
  },
  'delivery-receipt': {
    delivered: [
      { name: '准予决定书', number: documentNumber('decision', '浦口', record, 5), copies: 1 },
      { name: '居住证', number: '见证件', copies: 1 },
    ],
    way: '邮寄',
    postNumber: 'EX000000000CN',
    recipient: '演示甲',
    deliveredOn: '2026-03-16',
  },
  'termination-notice': { cause: 'lapsed' },
  annulment: {
    reason: '申请人提交虚假材料取得居住证。',
    law: '居住证暂行条例 第十八条',
    certificate: makeCertificateId({
      type: '11100000000013127D901',
      issuer: '11110000000021135M',
      serial: '34052332011120260310000017',
      version: 1,
    } as never),
    remedies,
  },
  certificate: {},
}

const certificate = {
  title: '居住证',
  id: (own.annulment as { certificate: string }).certificate,
  lines: [
    { label: '姓名', value: '演示甲' },
    { label: '性别', value: '男' },
    { label: '民族', value: '汉' },
    { label: '出生日期', value: '1990年1月1日' },
    { label: '公民身份号码', value: '340523199001010013' },
    { label: '常住户口所在地住址', value: '安徽省和县乌江镇示例村1号' },
    { label: '居住地住址', value: '江苏省南京市浦口区桥林街道乌江社区示例路2号' },
  ],
  issuer: '南京市公安局浦口分局',
  issuedOn: '2026-03-12',
  validUntil: '2027-03-11',
  remarks: ['居住证每年签注1次，请在居住每满1年之日前1个月内办理；逾期未签注的，使用功能中止，补办后恢复。'],
  verification: { code, url: `https://pukou.example/verify/${code}` },
}

/** Facts of an invented case for every kind of document. */
export function exampleFacts<Kind extends NoticeKind>(kind: Kind, change: object = {}): NoticeFacts<Kind> {
  const { tracking, ...others } = common(kind, 3)
  const facts =
    kind === 'certificate'
      ? certificate
      : { ...others, ...(kind === 'verification-letter' ? {} : { tracking }), ...own[kind] }
  return noticeFacts[kind].parse({ ...facts, ...change }) as NoticeFacts<Kind>
}
