import { defineWords } from '../../lib/i18n.ts'

export const compareWords = defineWords('compare', {
  zh: {
    point: '比对项',
    differs: '不同',
    differences: '{{count}} 处不同',
    same: '两地一致',
    absent: '无此项',
    onlyDifferent: '只看不同',
  },
  en: {
    point: 'Point',
    differs: 'differs',
    differences: { one: '{{count}} difference', other: '{{count}} differences' },
    same: 'Both sides alike',
    absent: 'not asked',
    onlyDifferent: 'Differences only',
  },
})
