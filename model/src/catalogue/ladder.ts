import type { ProblemCode } from '../problems/problem.ts'
import type { ItemDocument } from './document.ts'

/**
 * What to do when a document that nobody should bring cannot be called up, from the least trouble for the applicant to
 * the most: try again, ask its holder by a verification letter (核验函), take a written declaration (告知承诺), have the
 * paper scanned.
 */
export const rungs = ['retry', 'letter', 'declaration', 'scan'] as const
export type Rung = (typeof rungs)[number]

/** Words of the rungs, for buttons. */
export const rungNames: Record<Rung, { zh: string; en: string }> = {
  retry: { zh: '重新调取', en: 'Try again' },
  letter: { zh: '发核验函', en: 'Send a verification letter' },
  declaration: { zh: '告知承诺', en: 'Take a declaration' },
  scan: { zh: '扫描原件', en: 'Scan the paper' },
}

/** How a pull failed: its problem, how often it was tried, and on which rungs one has stood already. */
export interface Failure {
  problem: ProblemCode
  /** Pulls so far, from 1. */
  attempts: number
  tried: readonly Rung[]
}

/** The reason in plain words, and the rungs that are left, the next one first. */
export interface Ladder {
  reason: { zh: string; en: string }
  next: Rung[]
}

/** The same wish again helps where the link or the hour is at fault; three times, then one goes on. */
const mostAttempts = 3

/**
 * Go down the ladder for one document of the guide. A declaration is allowed only where the guide allows one, a letter
 * only where some organ holds the data, a scan always: the counter is never closed for want of a network.
 */
export function ladderFor(
  document: Pick<ItemDocument, 'resource' | 'certificateType' | 'source' | 'declaration'>,
  { problem, attempts, tried }: Failure,
): Ladder {
  const cause = causeOf(problem)
  const held = Boolean(document.resource || document.certificateType) || document.source === '政府核发'
  const allowed: Record<Rung, boolean> = {
    retry: cause.passing && attempts < mostAttempts,
    letter: held,
    declaration: document.declaration !== undefined,
    scan: true,
  }
  return { reason: cause.reason, next: rungs.filter(rung => allowed[rung] && !tried.includes(rung)) }
}

interface Cause {
  /** Whether it may be over in a moment. */
  passing: boolean
  reason: { zh: string; en: string }
}

const causes: Partial<Record<ProblemCode, Cause>> = {
  'peer-unreachable': {
    passing: true,
    reason: { zh: '对方系统暂时联系不上', en: 'The other side cannot be reached for now' },
  },
  'query-timeout': {
    passing: true,
    reason: { zh: '对方系统未在时限内答复', en: 'The other side did not answer in time' },
  },
  'no-data-found': {
    passing: false,
    reason: {
      zh: '对方登记中没有与姓名、号码相符的记录，请先核对录入是否有误',
      en: 'Their register holds nothing under this name and number; check first that both are typed right',
    },
  },
  'quota-exceeded': {
    passing: false,
    reason: { zh: '今日调用已达协议限额', en: 'Today’s quota of the agreement is used up' },
  },
  'no-data-grant': {
    passing: false,
    reason: { zh: '协议未约定共享此数据', en: 'No agreement shares these data' },
  },
  'purpose-not-allowed': {
    passing: false,
    reason: {
      zh: '协议不允许将此数据用于本事项',
      en: 'The agreement does not allow these data for this purpose',
    },
  },
  'field-not-granted': {
    passing: false,
    reason: { zh: '所需数据项不在协议约定范围内', en: 'The fields that are needed are not in the agreement' },
  },
  'consent-needed': {
    passing: false,
    reason: {
      zh: '申请人未同意调取，可自行提供材料',
      en: 'The applicant did not agree; he may bring the paper',
    },
  },
}

/** Anything else is a fault of a system, and may pass. */
function causeOf(problem: ProblemCode): Cause {
  return (
    causes[problem] ?? {
      passing: true,
      reason: { zh: '系统暂时无法调取', en: 'The systems cannot call it up for now' },
    }
  )
}
