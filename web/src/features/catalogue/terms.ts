import type { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import type { Fee } from '@lianqiao/model/catalogue/service.ts'
import type { Limit } from '@lianqiao/model/clocks/limits.ts'
import type { Language } from '@lianqiao/model/problems/problem.ts'
import { say } from '../../lib/i18n.ts'
import { catalogueWords } from './words.ts'

/** Terms of guides in the reader's language. Guides are written in Chinese; their fixed terms have English names. */

/** `5 个工作日`; 0 days is 当日办结. */
export function limitText({ unit, amount: count }: Limit, language: Language): string {
  const t = say(catalogueWords, language)
  if (count === 0) return t('sameDay')
  const key = {
    'working-day': 'workingDays',
    'calendar-day': 'calendarDays',
    'working-hour': 'workingHours',
  } as const
  return t(key[unit], { count })
}

/** `不收费`, or each item with its amount in yuan. */
export function feeText(fee: Fee, language: Language): string {
  if (fee.kind === 'none') return say(catalogueWords, language)('free')
  return fee.items
    .map(({ name, amountFen, per }) => `${name} ¥${(amountFen / 100).toFixed(2)}/${per}`)
    .join(language === 'zh' ? '；' : '; ')
}

/** `到场 1 次`, or `不用跑`. */
export const visitsText = (count: number, language: Language): string => {
  const t = say(catalogueWords, language)
  return count > 0 ? t('visits', { count }) : t('noVisit')
}

/** 网办深度, in words that say what can be done from home. */
export const depthText = (depth: ItemVersion['channels']['onlineDepth'], language: Language): string =>
  say(catalogueWords, language)(`depth.${depth}`)

// biome-ignore format: a table, laid out for the eye
const english: Record<string, string> = {
  个人: 'persons', 企业: 'companies',
  即办件: 'on the spot', 承诺件: 'within a promised time',
  全程网办: 'fully online', 异地代收代办: 'received elsewhere', 多地联办: 'jointly',
  不可网办: 'not online', Ⅰ级: 'level I', Ⅱ级: 'level II', Ⅲ级: 'level III', Ⅳ级: 'level IV (fully online)',
  原件: 'original', 复印件: 'copy', 原件核验: 'original to be seen',
  必要: 'needed', 非必要: 'in some cases', 容缺: 'may follow later',
  窗口领取: 'collect at the window', 邮寄: 'by post', 电子送达: 'electronically',
  行政许可: 'Administrative permit', 行政确认: 'Administrative confirmation', 行政给付: 'Administrative benefit',
  行政裁决: 'Administrative adjudication', 行政奖励: 'Administrative award', 行政征收: 'Administrative levy',
  行政检查: 'Administrative inspection', 其他行政权力: 'Other administrative power', 公共服务: 'Public service',
  证照: 'licence', 批文: 'approval', 证明: 'certificate', 登记: 'registration', 其他: 'other',
  纸质: 'paper', 电子: 'electronic',
}

/** A fixed term of the implementation list (实施清单). */
export const term = (chinese: string, language: Language): string =>
  language === 'en' ? (english[chinese] ?? chinese) : chinese

/** Several of them. */
export const terms = (chinese: readonly string[], language: Language): string =>
  chinese.map(one => term(one, language)).join(language === 'en' ? ', ' : '、')

/** The name in the reader's language, where there is one. */
export const named = ({ name, nameEn }: { name: string; nameEn: string }, language: Language): string =>
  language === 'en' && nameEn ? nameEn : name
