import type { Limit } from '../clocks/limits.ts'
import { keepsWithin } from '../clocks/limits.ts'
import type { Agreement } from './agreement.ts'
import type { ItemVersion } from './item.ts'
import type { LintFinding } from './lint.ts'

/** What an agreement says of tasks asked in cases of an item. */
type Pledges = Pick<Agreement, 'collaborations'>

/** Whether a part that takes `pledge` may end in time for a whole that promises `promised`. */
const fits = (pledge: Limit, promised: Limit) =>
  pledge.unit === promised.unit ? pledge.amount <= promised.amount : keepsWithin(pledge, promised)

/**
 * 承诺与协办: nobody can promise the whole sooner than the partner pledges the part that it waits for. A decision waits for
 * the answers that were asked (`noOpenRequests`), and their time counts.
 */
export function lintPledges(item: ItemVersion, agreements: readonly Pledges[]): LintFinding[] {
  const pledges = agreements
    .flatMap(agreement => agreement.collaborations)
    .filter(one => one.asker === item.jurisdiction && one.item === item.code)
  if (pledges.every(({ limit }) => fits(limit, item.limits.decision.promised))) return []
  return [
    {
      code: 'guide-pledge-over-promise',
      severity: 'error',
      path: 'limits.decision.promised',
      zh: '承诺时限短于协议中协办方承诺的时限，办件须等协办答复，无法兑现；请延长承诺时限，或与协办方商定更短的时限。',
      en: 'The promise is shorter than what the partner pledges for the part it waits for, and cannot be kept: promise more, or agree on less.',
    },
  ]
}
