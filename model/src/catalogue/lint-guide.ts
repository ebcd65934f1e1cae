import { untranslated } from './in-english.ts'
import type { ItemVersion } from './item.ts'
import type { LintRule } from './lint-rule.ts'

const blank = (text: string | undefined) => !text?.trim()
const when = (broken: boolean, path: string) => (broken ? [path] : [])
/** Indices of the entries that a test catches, as paths. */
const each = <T>(list: T[], path: string, caught: (entry: T) => boolean, field = '') =>
  list.flatMap((entry, i) => (caught(entry) ? [`${path}.${i}${field && `.${field}`}`] : []))

const fully = (item: ItemVersion) => item.channels.onlineDepth === 'Ⅳ级'
/** 行政许可 guides show at least application, acceptance, review, decision and delivery. */
const PERMIT_STEPS = 5

export const guideRules: LintRule[] = [
  {
    code: 'guide-visit-reason',
    severity: 'error',
    zh: '到现场次数不为零的，须说明必须到场的原因。',
    en: 'If people must come, say why.',
    broken: ({ visits }) => when(visits.count > 0 && blank(visits.reason), 'visits.reason'),
  },
  {
    code: 'guide-no-visit-no-way',
    severity: 'error',
    zh: '到现场次数为零又不能网上办理的，须开通材料寄递。',
    en: 'Nobody need come, yet it cannot be filed online: accept documents by post.',
    broken: ({ visits, channels }) =>
      when(
        visits.count === 0 && /^(不可网办|Ⅰ级|Ⅱ级)$/.test(channels.onlineDepth) && !channels.mailIn,
        'channels.mailIn',
      ),
  },
  {
    code: 'guide-fully-online-visit',
    severity: 'error',
    zh: '全程网办（Ⅳ级）事项的到现场次数须为零。',
    en: 'A fully online item (depth IV) needs no visit.',
    broken: item => when(fully(item) && item.visits.count !== 0, 'visits.count'),
  },
  {
    code: 'guide-online-mode',
    severity: 'error',
    zh: '通办方式含“全程网办”的，网办深度须为Ⅳ级。',
    en: 'The mode “fully online” needs online depth IV.',
    broken: item =>
      when(item.channels.crossRegion.modes.includes('全程网办') && !fully(item), 'channels.onlineDepth'),
  },
  {
    code: 'guide-fee-basis',
    severity: 'error',
    zh: '收费事项须写明收费依据和收费项目。',
    en: 'A fee states its basis and its items.',
    broken: ({ fee }) => when(fee.kind === 'charged' && (blank(fee.basis) || fee.items.length === 0), 'fee'),
  },
  {
    code: 'guide-same-phone',
    severity: 'error',
    zh: '咨询电话与投诉电话不得相同。',
    en: 'Questions and complaints need different phone numbers.',
    broken: ({ phones }) => when(phones.consult === phones.complaint, 'phones.complaint'),
  },
  {
    code: 'guide-permit-faq',
    severity: 'error',
    zh: '行政许可事项至少须有一个常见问题。',
    en: 'A permit has at least one question and answer.',
    broken: ({ kind, faq }) => when(kind === '行政许可' && faq.length === 0, 'faq'),
  },
  {
    code: 'guide-permit-steps',
    severity: 'error',
    zh: '行政许可事项的办理流程不得少于五步。',
    en: 'A permit shows at least five steps.',
    broken: ({ kind, flow }) => when(kind === '行政许可' && flow.length < PERMIT_STEPS, 'flow'),
  },
  {
    code: 'guide-result-sample',
    severity: 'error',
    zh: '有结果名称的须附结果样本。',
    en: 'A named result needs a sample.',
    broken: ({ results }) => each(results, 'results', result => result.sample === undefined, 'sample'),
  },
  {
    code: 'guide-conditions',
    severity: 'error',
    zh: '受理条件不得为空。',
    en: 'Conditions may not be blank.',
    broken: ({ conditions }) =>
      conditions.length === 0 ? ['conditions'] : each(conditions, 'conditions', c => blank(c.text), 'text'),
  },
  {
    code: 'guide-special-procedure-basis',
    severity: 'error',
    zh: '特别程序会暂停计时，须写明法律依据。',
    en: 'A special procedure stops the clock; name its legal basis.',
    broken: ({ specialProcedures }) =>
      each(specialProcedures, 'specialProcedures', p => blank(p.basis), 'basis'),
  },
  {
    code: 'guide-post-result',
    severity: 'error',
    zh: '结果可邮寄的，须开通结果寄递渠道。',
    en: 'A result that travels by post needs the channel for it.',
    broken: ({ results, channels }) =>
      when(!channels.express && results.some(result => result.delivery.includes('邮寄')), 'channels.express'),
  },
  {
    code: 'guide-place',
    severity: 'error',
    zh: '须到现场的事项须写明办理地点和时间。',
    en: 'If people must come, say where and when.',
    broken: ({ visits, channels: { places } }) =>
      visits.count > 0 && places.length === 0
        ? ['channels.places']
        : each(places, 'channels.places', place => blank(place.address) || blank(place.hours)),
  },
  {
    code: 'guide-english',
    severity: 'warning',
    zh: '有文字没有英文对照，英文页面将显示中文，请补上。',
    en: 'Some texts have no English and will be shown in Chinese; add their English.',
    broken: item => (item.en ? untranslated(item) : ['en']),
  },
  {
    code: 'guide-example-unmarked',
    severity: 'error',
    zh: '示例指南须逐项写明哪些内容未经证实。',
    en: 'A guide that is an example says which of its fields are not confirmed.',
    broken: ({ status, unconfirmed }) => when(status === '示例' && unconfirmed.length === 0, 'unconfirmed'),
  },
]
