import { keepsWithin, type Limit } from '../clocks/limits.ts'
import type { ItemVersion } from './item.ts'
import type { LintRule } from './lint-rule.ts'

/** 行政许可法 32: what is missing is told at once or within five working days. */
const LONGEST_ACCEPTANCE = 5
/** 行政许可法 42: twenty working days, for permits whose own law says nothing else. */
const USUAL_DECISION = 20
/** 行政许可法 44: delivery within ten working days of the decision. */
const LONGEST_DELIVERY = 10

/** A working day has eight hours (国务院关于职工工作时间的规定 3). */
const HOURS_OF_A_DAY = 8

const inHours = (limit: Limit) => limit.unit === 'working-hour'
const sameDay = (limit: Limit) => limit.amount === 0 || (inHours(limit) && limit.amount <= HOURS_OF_A_DAY)
const longerThan = (limit: Limit, workingDays: number) =>
  limit.unit === 'working-day' && limit.amount > workingDays
const when = (broken: boolean, path: string) => (broken ? [path] : [])

function unitsDiffer({ promised, statutory }: ItemVersion['limits']['decision']): boolean {
  return statutory !== null && !sameDay(promised) && promised.unit !== statutory.unit
}

export const limitRules: LintRule[] = [
  {
    code: 'guide-promise-over-law',
    severity: 'error',
    zh: '承诺时限不得长于法定时限，请缩短承诺时限。',
    en: 'The promised time is longer than the law allows; shorten it.',
    broken: ({ limits: { decision } }) =>
      when(
        decision.statutory !== null && !keepsWithin(decision.promised, decision.statutory),
        'limits.decision.promised',
      ),
  },
  {
    code: 'guide-limit-units',
    severity: 'warning',
    zh: '承诺时限与法定时限的单位不同（工作日与自然日不能直接比较），请人工核对承诺不长于法定。',
    en: 'Promised and statutory time have different units and cannot be compared; a person checks the promise.',
    broken: ({ limits: { decision } }) => when(unitsDiffer(decision), 'limits.decision.promised.unit'),
  },
  {
    code: 'guide-on-the-spot',
    severity: 'error',
    zh: '即办件须承诺当日办结（不超过八个工作小时），当日办结的事项须标为即办件。',
    en: 'An on-the-spot item promises the same day (eight working hours at most), and one that does is on the spot.',
    broken: ({ projectType, limits }) =>
      when((projectType === '即办件') !== sameDay(limits.decision.promised), 'projectType'),
  },
  {
    code: 'guide-acceptance-limit',
    severity: 'error',
    zh: '补正告知期限不得长于五个工作日（行政许可法第三十二条），且须以工作日或工作小时计。',
    en: 'Telling what is missing takes at most five working days (Administrative Licensing Law 32).',
    broken: ({ limits: { acceptance } }) =>
      when(
        acceptance.unit === 'calendar-day' || longerThan(acceptance, LONGEST_ACCEPTANCE),
        'limits.acceptance',
      ),
  },
  {
    code: 'guide-permit-decision-limit',
    severity: 'warning',
    zh: '行政许可的法定时限一般为二十个工作日（行政许可法第四十二条）；更长的须有单行法依据，请核对。',
    en: 'A permit is decided within twenty working days unless its own law says more; check the basis.',
    broken: ({ kind, limits: { decision } }) =>
      when(
        kind === '行政许可' && decision.statutory !== null && longerThan(decision.statutory, USUAL_DECISION),
        'limits.decision.statutory',
      ),
  },
  {
    code: 'guide-delivery-limit',
    severity: 'error',
    zh: '送达期限不得长于十个工作日（行政许可法第四十四条），请缩短。',
    en: 'Delivery takes at most ten working days (Administrative Licensing Law 44); shorten it.',
    broken: ({ limits: { delivery } }) => when(longerThan(delivery, LONGEST_DELIVERY), 'limits.delivery'),
  },
  {
    code: 'guide-transfer-pledge',
    severity: 'error',
    zh: '异地代收代办的转送时限须以工作小时计，否则材料在途时间无人负责。',
    en: 'Items received elsewhere pledge the transfer in working hours; otherwise nobody answers for the way.',
    broken: ({ channels, limits: { transfer } }) =>
      when(channels.crossRegion.modes.includes('异地代收代办') && !inHours(transfer), 'limits.transfer'),
  },
]
