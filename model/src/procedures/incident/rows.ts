import type { Row } from '../../records/procedure.ts'
import { bodies } from './bodies.ts'
import type { IncidentClock, IncidentData } from './data.ts'
import {
  agreeOnce,
  backstopReady,
  closable,
  extendOnce,
  groundKnown,
  groundOpen,
  mergeIntoOther,
  notTheHandler,
  offerToSide,
  ofTheUnit,
  ownReport,
  rateOnce,
  returnedBefore,
  returnOnce,
  secureOnce,
  shareAnew,
  unitsConcerned,
  withinSeries,
} from './guards.ts'

type IncidentRow = Row<IncidentData, IncidentClock>

const open = ['reported', 'filed', 'dispatched', 'handling', 'suspended', 'arbitration', 'fed-back'] as const
const anyone = ['clerk', 'duty', 'handler', 'inspector', 'applicant', 'system'] as const

/**
 * The seven stages of GB/T 30428 (数字化城市管理信息系统), with what two provinces need besides. Read a row as: this step,
 * possible in these phases, leads to that phase; done on this side by these posts; moves these clocks.
 *
 * The handling clock starts with the dispatch and is not stopped by a return: whoever sends a task to and fro does it in
 * his own time. A feedback only pauses it, so that a faked one wins nothing. 派遣 (command) and 核查 (supervision) are
 * different posts.
 */
// biome-ignore format: a table, laid out for the eye
export const rows = [
  // 一 信息采集: whoever hears of it first receives it, and secures the place, whosever it is (首接负责).
  { verb: 'report', title: { zh: '上报', en: 'Report' }, from: [], to: 'reported', seat: 'receiving', by: anyone, clocks: ['start securing'], document: 'incident-receipt', ground: 'GB/T 30428 信息采集；首接负责', body: bodies.report, sealed: ['contact', 'description', 'picture', 'tracking'] },
  { verb: 'add', title: { zh: '补充情况', en: 'Add' }, optional: true, from: '*', seat: 'involved', by: anyone, body: bodies.add, sealed: ['description', 'picture'], guard: ownReport },
  { verb: 'secure', title: { zh: '先行处置', en: 'Secure the place' }, from: open, seat: 'receiving', by: ['duty', 'handler'], clocks: ['stop securing'], ground: '首接负责', body: bodies.secure, guard: secureOnce },
  { verb: 'share', title: { zh: '通报', en: 'Share' }, optional: true, from: open, seat: 'leading', by: ['duty'], ground: '共治协议（事件类别）', body: bodies.share, guard: shareAnew },
  { verb: 'link', title: { zh: '关联', en: 'Link' }, optional: true, from: '*', seat: 'leading', by: ['duty', 'inspector', 'system'], body: bodies.link },
  { verb: 'merge', title: { zh: '并案', en: 'Merge' }, optional: true, from: ['reported', 'filed'], to: 'merged', seat: 'leading', by: ['duty'], clocks: ['stop securing', 'stop dispatch', 'stop handling'], body: bodies.merge, guard: mergeIntoOther },
  { verb: 'unmerge', title: { zh: '撤销并案', en: 'Undo the merging' }, optional: true, from: ['merged'], to: 'reported', seat: 'leading', by: ['duty'], clocks: ['start securing'], body: bodies.unmerge },

  // 管辖与主办: both sides hold it from the beginning; what both say is settled; the lead passes with both signing.
  { verb: 'settle', title: { zh: '认定管辖', en: 'Settle jurisdiction' }, from: open, seat: 'concerned', by: ['duty', 'principal'], ground: '行政处罚法 第二十五条', body: bodies.settle, guard: groundOpen },
  { verb: 'offer', title: { zh: '移交主办', en: 'Hand over the lead' }, optional: true, from: open, seat: 'leading', by: ['duty', 'principal'], lead: 'offer', body: bodies.offer, guard: offerToSide },
  { verb: 'take', title: { zh: '接收主办', en: 'Take the lead' }, from: open, seat: 'concerned', by: ['duty'], lead: 'take', body: bodies.take },
  { verb: 'decline', title: { zh: '不接收', en: 'Decline' }, optional: true, from: open, seat: 'concerned', by: ['duty'], lead: 'decline', body: bodies.decline },
  { verb: 'revoke', title: { zh: '撤回移交', en: 'Take back' }, optional: true, from: open, seat: 'leading', by: ['duty', 'principal'], lead: 'revoke', body: bodies.revoke },

  // 二 案卷建立
  { verb: 'file', title: { zh: '立案', en: 'File' }, from: ['reported'], to: 'filed', seat: 'leading', by: ['duty', 'inspector'], clocks: ['start dispatch'], ground: 'GB/T 30428 案卷建立', body: bodies.file },
  { verb: 'dismiss', title: { zh: '不予立案', en: 'Dismiss' }, optional: true, from: ['reported', 'filed'], to: 'dismissed', seat: 'leading', by: ['duty', 'inspector'], clocks: ['stop securing', 'stop dispatch', 'stop handling'], document: 'dismissal-notice', body: bodies.dismiss, guard: groundKnown },

  // 三 任务派遣: the clock of the work starts here. A return needs a ground; the second goes to an arbiter.
  { verb: 'dispatch', title: { zh: '派遣', en: 'Dispatch' }, from: ['filed'], to: 'dispatched', seat: 'leading', by: ['duty'], clocks: ['stop dispatch', 'start handling'], ground: 'GB/T 30428 任务派遣', body: bodies.dispatch, guard: unitsConcerned },
  { verb: 'return', title: { zh: '退单', en: 'Return' }, optional: true, from: ['dispatched', 'handling'], to: 'filed', seat: 'acting', by: ['handler'], clocks: ['start dispatch'], body: bodies.return, guard: (s, a) => ofTheUnit(s, a) ?? returnOnce(s) },
  { verb: 'refer', title: { zh: '提请裁决', en: 'Refer to the arbiter' }, optional: true, from: ['dispatched', 'handling'], to: 'arbitration', seat: 'acting', by: ['handler'], clocks: ['start dispatch'], body: bodies.refer, guard: (s, a) => ofTheUnit(s, a) ?? returnedBefore(s) },
  { verb: 'arbitrate', title: { zh: '裁决', en: 'Rule' }, from: ['arbitration'], to: 'dispatched', seat: 'leading', by: ['principal'], clocks: ['stop dispatch'], body: bodies.arbitrate, guard: unitsConcerned },
  { verb: 'escalate', title: { zh: '二级兜底', en: 'Second level takes over' }, optional: true, from: ['filed', 'dispatched', 'handling', 'arbitration'], to: 'dispatched', seat: 'leading', by: ['system', 'duty'], clocks: ['stop dispatch', 'stop handling', 'start handling'], ground: '两级响应：一级为主，二级兜底', body: bodies.escalate, guard: backstopReady },
  { verb: 'urge', title: { zh: '督办', en: 'Urge' }, optional: true, from: open, seat: 'leading', by: ['system', 'duty', 'principal'], document: 'urging-notice', body: bodies.urge },

  // 四 任务处理: it pauses only on a lawful ground, and the principal answers for that.
  { verb: 'accept', title: { zh: '接单', en: 'Accept the task' }, from: ['dispatched'], to: 'handling', seat: 'acting', by: ['handler'], ground: 'GB/T 30428 任务处理', body: bodies.accept, guard: ofTheUnit },
  { verb: 'suspend', title: { zh: '中止计时', en: 'Pause' }, optional: true, from: ['handling'], to: 'suspended', seat: 'leading', by: ['principal'], clocks: ['pause handling'], document: 'pause-notice', body: bodies.suspend },
  { verb: 'resume', title: { zh: '恢复计时', en: 'Resume' }, from: ['suspended'], to: 'handling', seat: 'leading', by: ['principal', 'duty'], clocks: ['resume handling'], body: bodies.resume },
  { verb: 'extend', title: { zh: '延期', en: 'Extend' }, optional: true, from: ['dispatched', 'handling'], seat: 'leading', by: ['principal'], clocks: ['extend handling'], body: bodies.extend, guard: extendOnce },

  // 五 处理反馈
  { verb: 'feed-back', title: { zh: '反馈', en: 'Report back' }, from: ['handling'], to: 'fed-back', seat: 'acting', by: ['handler'], clocks: ['pause handling', 'start check'], ground: 'GB/T 30428 处理反馈', body: bodies['feed-back'], sealed: ['picture'], guard: ofTheUnit },

  // 六 核查结案: evidence, the reporter's word and the other side close it.
  { verb: 'check', title: { zh: '核查', en: 'Check' }, from: ['fed-back'], seat: 'leading', by: ['inspector'], ground: 'GB/T 30428 核查结案', body: bodies.check, sealed: ['picture'], guard: notTheHandler },
  { verb: 'hear', title: { zh: '听取报告人意见', en: 'Hear the reporter' }, from: ['fed-back'], seat: 'involved', by: ['applicant', 'inspector', 'duty', 'clerk'], body: bodies.hear, sealed: ['comment'], guard: ownReport },
  { verb: 'agree', title: { zh: '会签结案', en: 'Agree to close' }, from: ['fed-back'], seat: 'concerned', by: ['duty', 'inspector', 'principal'], ground: '共治协议（共治事件）', body: bodies.agree, guard: agreeOnce },
  { verb: 'rework', title: { zh: '返工', en: 'Send back' }, optional: true, from: ['fed-back'], to: 'handling', seat: 'leading', by: ['inspector'], clocks: ['stop check', 'resume handling'], body: bodies.rework },
  { verb: 'close', title: { zh: '结案', en: 'Close' }, from: ['fed-back'], to: 'closed', seat: 'leading', by: ['inspector'], clocks: ['stop check', 'stop handling', 'stop securing'], document: 'closing-report', ground: 'GB/T 30428 核查结案', body: bodies.close, guard: closable },

  // 七 综合评价
  { verb: 'evaluate', title: { zh: '综合评价', en: 'Evaluate' }, from: ['closed'], to: 'evaluated', seat: 'leading', by: ['inspector', 'system'], ground: 'GB/T 30428 综合评价', body: bodies.evaluate },
  { verb: 'rate', title: { zh: '满意度评价', en: 'Rate' }, optional: true, from: ['closed', 'evaluated'], seat: 'involved', by: ['applicant'], body: bodies.rate, sealed: ['comment'], guard: (s, a) => ownReport(s, a) ?? rateOnce(s) },
  { verb: 'reopen', title: { zh: '回潮重启', en: 'Reopen' }, optional: true, from: ['closed', 'evaluated'], to: 'filed', seat: 'leading', by: ['duty', 'system'], clocks: ['start dispatch'], body: bodies.reopen, guard: withinSeries },
] as const satisfies readonly IncidentRow[]
