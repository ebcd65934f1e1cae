import type { Translate } from '../../lib/i18n.ts'

/** A span of time in one unit: `45 秒`, `12 分钟`, `3 小时`, `4 天`. */
export function ageOf(seconds: number, t: Translate<'seconds' | 'minutes' | 'hours' | 'days'>): string {
  if (seconds < 90) return t('seconds', { count: Math.round(seconds) })
  if (seconds < 5_400) return t('minutes', { count: Math.round(seconds / 60) })
  if (seconds < 48 * 3_600) return t('hours', { count: Math.round(seconds / 3_600) })
  return t('days', { count: Math.round(seconds / 86_400) })
}
