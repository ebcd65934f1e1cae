import type { Row } from '../../records/procedure.ts'
import { bodies } from './bodies.ts'
import type { PermitClock, PermitData } from './data.ts'
import {
  allSupplied,
  awaitedOnly,
  correctOnce,
  extendOnce,
  extendWithin,
  leadTaken,
  noOpenRequests,
  nothingPutOff,
  offerToDeciding,
  ownRequest,
  rateOnce,
  remindOnce,
  requestOpen,
} from './guards.ts'

type PermitRow = Row<PermitData, PermitClock>

const running = ['accepted', 'reviewing', 'suspended'] as const
const office = ['acceptor', 'approver'] as const
const front = ['clerk', 'acceptor', 'applicant'] as const

/**
 * The permit procedure: the one of 行政许可法, by which all items are handled, whatever the power is called. Read a row as:
 * this step, possible in these phases, leads to that phase; done on this side by these posts; needs this power where the
 * side does not decide; moves these clocks; makes this document. `ground` is what it stands on for every item, `law` the
 * article of 行政许可法, which is cited for permits (行政许可) alone; `grounds.ts` says what is cited for the others.
 */
// biome-ignore format: a table, laid out for the eye
export const rows = [
  // 收件: the receiving side looks at the form of the papers and at who brings them; it decides nothing.
  { verb: 'receive', title: { zh: '收件', en: 'Receive' }, from: [], to: 'received', seat: 'receiving', by: ['clerk', 'acceptor', 'applicant', 'system'], power: 'receive', clocks: ['start acceptance', 'start transfer'], document: 'receipt', ground: '国令716号 第七条', body: bodies.receive, sealed: ['applicant', 'form', 'tracking', 'answers', 'proofs', 'delivery_address', 'consent', 'later'] },
  { verb: 'verify', title: { zh: '原件核验', en: 'Check originals' }, optional: true, from: ['received', 'correcting', 'accepted', 'reviewing'], seat: 'receiving', by: ['clerk', 'acceptor'], power: 'verify', body: bodies.verify },
  { verb: 'return', title: { zh: '退件', en: 'Return' }, optional: true, from: ['received'], to: 'returned', seat: 'either', by: ['clerk', 'acceptor'], power: 'receive', clocks: ['stop acceptance', 'stop transfer'], document: 'return-notice', law: '第三十二条', body: bodies.return },

  // 转送: the receiving side led the record until here; now the deciding side takes it over, both sign.
  { verb: 'offer', title: { zh: '转送', en: 'Pass on' }, from: ['received'], seat: 'receiving', by: ['clerk', 'acceptor', 'system'], power: 'receive', lead: 'offer', body: bodies.offer, guard: offerToDeciding },
  { verb: 'take', title: { zh: '接收', en: 'Take over' }, from: ['received'], seat: 'deciding', by: ['acceptor', 'approver', 'system'], lead: 'take', clocks: ['stop transfer', 'start acceptance'], ground: '异地代收代办协议（受理期限自属地收到材料起算）', law: '第三十二条', body: bodies.take },
  { verb: 'decline', title: { zh: '拒收', en: 'Decline' }, optional: true, from: ['received'], seat: 'deciding', by: ['acceptor', 'approver', 'system'], lead: 'decline', body: bodies.decline },
  { verb: 'revoke', title: { zh: '撤回转送', en: 'Take back' }, optional: true, from: ['received'], seat: 'receiving', by: ['clerk', 'acceptor'], lead: 'revoke', body: bodies.revoke },

  // 受理: at once or within five days; one correction with all points; silence is acceptance.
  { verb: 'require-correction', title: { zh: '补正告知', en: 'Ask for correction' }, from: ['received'], to: 'correcting', seat: 'either', by: ['clerk', 'acceptor'], power: 'notify', clocks: ['stop acceptance', 'start correction'], document: 'correction-notice', law: '第三十二条第一款第四项', body: bodies['require-correction'], guard: correctOnce },
  { verb: 'correct', title: { zh: '补正', en: 'Correct' }, from: ['correcting'], to: 'received', seat: 'either', by: front, power: 'receive', clocks: ['stop correction', 'start acceptance'], document: 'receipt', law: '第三十二条第一款第五项', body: bodies.correct, sealed: ['form', 'delivery_address'], guard: nothingPutOff },
  { verb: 'supply', title: { zh: '补交容缺材料', en: 'Supply what was to follow' }, from: ['received', 'accepted', 'reviewing', 'suspended'], seat: 'either', by: front, power: 'receive', document: 'receipt', ground: '办事指南（材料必要性“容缺”）', body: bodies.supply, guard: awaitedOnly },
  { verb: 'remind', title: { zh: '容缺补交提醒', en: 'Remind of what was to follow' }, optional: true, from: ['received', 'accepted', 'reviewing', 'suspended'], seat: 'either', by: ['system'], document: 'supply-reminder', ground: '办事指南（材料必要性“容缺”）', body: bodies.remind, guard: remindOnce },
  { verb: 'lapse', title: { zh: '补正逾期终止', en: 'End, not corrected in time' }, from: ['correcting'], to: 'lapsed', seat: 'either', by: ['system', 'acceptor'], clocks: ['stop correction', 'stop transfer'], document: 'termination-notice', body: bodies.lapse },
  { verb: 'refuse', title: { zh: '不予受理', en: 'Refuse to accept' }, from: ['received'], to: 'refused', seat: 'deciding', by: office, clocks: ['stop acceptance'], document: 'refusal-notice', law: '第三十二条第一款第一、二项', body: bodies.refuse, guard: leadTaken },
  { verb: 'accept', title: { zh: '受理', en: 'Accept' }, from: ['received'], to: 'accepted', seat: 'deciding', by: office, clocks: ['stop acceptance', 'start decision'], document: 'acceptance-notice', law: '第三十二条第一款第五项', body: bodies.accept, guard: leadTaken },
  { verb: 'deem-accepted', title: { zh: '视为受理', en: 'Deemed accepted' }, from: ['received'], to: 'accepted', seat: 'deciding', by: ['system'], clocks: ['stop acceptance', 'start decision'], document: 'acceptance-notice', law: '第三十二条第一款第四项（逾期不告知的，自收到申请材料之日起即为受理）', body: bodies['deem-accepted'], guard: leadTaken },

  // 审查与决定
  { verb: 'review', title: { zh: '审查', en: 'Review' }, from: ['accepted'], to: 'reviewing', seat: 'deciding', by: ['approver'], law: '第三十四条', body: bodies.review },
  { verb: 'suspend', title: { zh: '特别程序', en: 'Special procedure' }, optional: true, from: ['accepted', 'reviewing'], to: 'suspended', seat: 'deciding', by: ['approver'], clocks: ['pause decision'], document: 'special-procedure-notice', law: '第四十五条', body: bodies.suspend },
  { verb: 'resume', title: { zh: '恢复办理', en: 'Resume' }, from: ['suspended'], to: 'reviewing', seat: 'deciding', by: ['approver'], clocks: ['resume decision'], law: '第四十五条', body: bodies.resume },
  { verb: 'extend', title: { zh: '延期', en: 'Extend' }, optional: true, from: ['accepted', 'reviewing'], seat: 'deciding', by: ['principal'], clocks: ['extend decision'], document: 'extension-notice', law: '第四十二条', body: bodies.extend, guard: (s, a) => extendOnce(s) ?? extendWithin(s, a) },
  { verb: 'ask', title: { zh: '发起协办', en: 'Ask for collaboration' }, optional: true, from: running, seat: 'deciding', by: ['acceptor', 'approver', 'system'], clocks: ['start asked'], ground: '多地联办协议', body: bodies.ask, sealed: ['given'] },
  { verb: 'answer', title: { zh: '协办答复', en: 'Answer' }, from: running, seat: 'asked', by: ['collaborator'], clocks: ['stop asked'], ground: '多地联办协议', body: bodies.answer, sealed: ['outcome'], guard: (s, a) => requestOpen(s, a) ?? ownRequest(s, a) },
  { verb: 'escalate', title: { zh: '催办', en: 'Urge' }, optional: true, from: running, seat: 'deciding', by: ['system', 'acceptor', 'approver'], body: bodies.escalate, guard: requestOpen },
  { verb: 'cancel-request', title: { zh: '撤回协办', en: 'Cancel request' }, optional: true, from: running, seat: 'deciding', by: ['acceptor', 'approver'], clocks: ['stop asked'], body: bodies['cancel-request'], guard: requestOpen },
  { verb: 'grant', title: { zh: '准予', en: 'Grant' }, from: ['accepted', 'reviewing'], to: 'granted', seat: 'deciding', by: ['approver'], clocks: ['stop decision', 'start delivery'], document: 'decision', law: '第三十八条第一款', body: bodies.grant, guard: s => noOpenRequests(s) ?? allSupplied(s) },
  { verb: 'deny', title: { zh: '不予办理', en: 'Deny' }, from: ['accepted', 'reviewing'], to: 'denied', seat: 'deciding', by: ['approver'], clocks: ['stop decision', 'stop asked', 'start delivery'], document: 'denial', law: '第三十八条第二款', body: bodies.deny },

  // 制证、办结、送达
  { verb: 'issue', title: { zh: '制证', en: 'Issue certificate' }, from: ['granted'], to: 'issued', seat: 'deciding', by: ['issuer', 'approver', 'system'], document: 'certificate', law: '第三十九条', body: bodies.issue },
  { verb: 'conclude', title: { zh: '办结', en: 'Conclude' }, from: ['granted', 'issued', 'denied'], to: 'concluded', seat: 'deciding', by: ['approver', 'issuer', 'system'], body: bodies.conclude },
  { verb: 'deliver', title: { zh: '送达', en: 'Deliver' }, from: ['concluded'], to: 'delivered', seat: 'either', by: ['clerk', 'issuer', 'acceptor'], power: 'deliver', clocks: ['stop delivery'], document: 'delivery-receipt', law: '第四十四条', body: bodies.deliver, sealed: ['recipient'] },

  // 终止与作废
  { verb: 'withdraw', title: { zh: '撤回申请', en: 'Withdraw' }, optional: true, from: ['received', 'correcting', 'accepted', 'reviewing', 'suspended'], to: 'withdrawn', seat: 'either', by: front, power: 'receive', clocks: ['stop acceptance', 'stop correction', 'stop decision', 'stop asked', 'stop transfer'], document: 'termination-notice', body: bodies.withdraw },
  { verb: 'annul', title: { zh: '作废', en: 'Annul' }, optional: true, from: ['granted', 'issued', 'concluded', 'delivered'], to: 'annulled', seat: 'deciding', by: ['principal'], clocks: ['stop delivery'], document: 'annulment', law: '第六十九条、第七十条', body: bodies.annul },

  // 好差评: voluntary, once, from the person's own device; no post of any staff stands here.
  { verb: 'rate', title: { zh: '评价', en: 'Rate' }, optional: true, from: ['concluded', 'delivered', 'refused', 'returned'], seat: 'either', by: ['applicant'], ground: 'GB/T 39735', body: bodies.rate, sealed: ['comment'], guard: rateOnce },
] as const satisfies readonly PermitRow[]
