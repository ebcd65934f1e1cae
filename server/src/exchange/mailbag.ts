import { traceparent } from '../platform/tracing/trace.ts'

/**
 * 邮包: several letters to one partner in one request. One to a line: the letter, a compact JWS, and behind a blank the
 * `traceparent` of its act, if it has one. The answer has a line for each, in their order: its signed receipt, or the code
 * of the problem for which there is none yet. Each letter is signed, judged and answered as if it came alone.
 */
export const mailbag = 'application/vnd.lianqiao.mailbag'

/** Most letters in one bag, and bytes from which on no more are put in. */
export const bagLimits = { letters: 16, bytes: 1024 * 1024 }

/** A letter in a bag. */
interface Bagged {
  jws: string
  traceId?: string | null
}

export const packed = (letters: readonly Bagged[]): string =>
  letters.map(({ jws, traceId }) => (traceId ? `${jws} ${traceparent(traceId)}` : jws)).join('\n')

/** Undefined where there are more lines than a bag holds. */
export function unpacked(text: string): { jws: string; trace: string | undefined }[] | undefined {
  const lines = text.split('\n', bagLimits.letters + 1)
  if (lines.length > bagLimits.letters) return undefined
  return lines.map(line => {
    const [jws = '', trace] = line.split(' ', 2)
    return { jws, trace }
  })
}

/** What a line of the answer is: a receipt, or a code, in which there is no dot. */
export const isReceipt = (line: string): boolean => line.includes('.')

/** Letters in bags, in their order. */
export function inBags<One extends { letter: { jws: string } }>(letters: readonly One[]): One[][] {
  const bags: One[][] = []
  let bytes = 0
  for (const one of letters) {
    const bag = bags.at(-1)
    const { length } = one.letter.jws
    bytes += length
    if (bag && bag.length < bagLimits.letters && bytes <= bagLimits.bytes) bag.push(one)
    else {
      bags.push([one])
      bytes = length
    }
  }
  return bags
}
