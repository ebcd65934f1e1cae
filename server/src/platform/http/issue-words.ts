import type { z } from 'zod'

/** What is wrong with one field, for a person, in both languages. */
export function wordsFor(issue: z.core.$ZodIssue): { zh: string; en: string } {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { zh: '请填写此项', en: 'This is needed' }
        : { zh: '类型不符', en: `Expected ${issue.expected}` }
    case 'too_small':
      return { zh: `不能小于或短于 ${issue.minimum}`, en: `At least ${issue.minimum}` }
    case 'too_big':
      return { zh: `不能大于或长于 ${issue.maximum}`, en: `At most ${issue.maximum}` }
    case 'invalid_format':
      return { zh: '格式不正确', en: 'The form is not right' }
    case 'unrecognized_keys':
      return {
        zh: `多余的内容：${namesIn(issue.keys).join('、')}`,
        en: `Not expected: ${namesIn(issue.keys).join(', ')}`,
      }
    case 'invalid_value':
      return {
        zh: `只能是：${issue.values.map(String).join('、')}`,
        en: `One of: ${issue.values.map(String).join(', ')}`,
      }
    default:
      return { zh: issue.message, en: issue.message }
  }
}

/** A few names, for whoever wrote a program; what a stranger sends is not sent back at length. */
const namesIn = (keys: readonly string[]) => keys.slice(0, 5).map(key => key.slice(0, 40))
