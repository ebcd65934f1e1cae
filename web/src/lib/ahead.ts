import type { Language } from '@lianqiao/model/problems/problem.ts'
import { currentLanguage } from './i18n.ts'

/**
 * Answers that were asked for before the page that wants them was drawn. What has come by then stands in its first picture; on
 * a slow telephone that spares a drawing of outlines nobody has time to see.
 */
interface Asked {
  response: Promise<Response>
  /** What it says, once it has come, and is no problem. */
  answer: unknown
  language: Language
  at: number
}
const asked = new Map<string, Asked>()

/** As long as an answer is fresh, in milliseconds; a page that opens later asks anew. */
const fresh = 15_000

/** Ask by `request` for what stands at these addresses, in this order; each answer is given out once. */
export function askAhead(
  addresses: readonly string[],
  request: (address: string) => Promise<Response>,
): void {
  for (const address of addresses) {
    const one: Asked = {
      response: request(address),
      answer: undefined,
      language: currentLanguage(),
      at: performance.now(),
    }
    asked.set(address, one)
    one.response
      .then(async response => {
        if (response.ok) one.answer = await response.clone().json()
      })
      // Whoever takes it is told.
      .catch(() => {})
  }
}

/** The answer itself, where it has come already. */
export function answeredAhead(address: string): unknown {
  return take(address, one => one.answer !== undefined)?.answer
}

/** The question under way, or answered by a problem; undefined where nobody has asked. */
export function underWay(address: string): Promise<Response> | undefined {
  return take(address, () => true)?.response
}

function take(address: string, wanted: (one: Asked) => boolean): Asked | undefined {
  const one = asked.get(address)
  if (!one || !wanted(one)) return undefined
  asked.delete(address)
  return one.language === currentLanguage() && performance.now() - one.at < fresh ? one : undefined
}
