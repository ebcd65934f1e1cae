import type { FieldError } from '@lianqiao/model/problems/problem.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'

/** As deep as the exchange carries; no form nests a tenth of it. */
const deepest = 64

/**
 * The texts of a value, names of members among them, that no database keeps: with U+0000, or half a character. Looked for
 * before any schema, which would walk into the deep by recursion. Throws `unreadable-body` for what is nested too deep.
 */
export function unkept(value: unknown, at: string): FieldError[] {
  const found: FieldError[] = []
  const waiting: [part: unknown, pointer: string, depth: number][] = [[value, at, 0]]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [part, pointer, depth] = next
    if (depth > deepest) throw problem('unreadable-body')
    if (typeof part === 'string' && !isKept(part)) found.push({ pointer, ...words })
    if (typeof part !== 'object' || part === null) continue
    for (const [name, member] of Object.entries(part)) {
      if (!isKept(name)) found.push({ pointer, ...words })
      waiting.push([member, `${pointer}/${isKept(name) ? name.slice(0, 40) : '?'}`, depth + 1])
    }
  }
  return found
}

const isKept = (text: string) => text.isWellFormed() && !text.includes('\u0000')

const words = { zh: '含有无法保存的字符', en: 'has characters that cannot be kept' }
