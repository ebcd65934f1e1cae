import type { Report } from '../report.ts'
import type { Stage } from '../stage.ts'
import { type Plan, pressed } from './plan.ts'

/** Invented people of the demonstration's registers. */
const subjects = {
  '320111': { idNumber: '320111196604129910', name: '孙建国' },
  '340523': { idNumber: '340523199003159916', name: '王晓桥' },
}

/** Pulls in a second, about half of what two nodes can do on this machine. */
const steady = 150

/**
 * Evidence pulled from the own register and from the partner's: by eight windows that ask again as soon as they are answered,
 * which is as much as the nodes can do; and the partner's again as people come, at a steady rate.
 */
export async function measureEvidence(stage: Stage, plan: Plan, report: Report): Promise<void> {
  const sessions = await stage.sessionsOf('fang-min', 4)
  for (const [provider, subject] of Object.entries(subjects)) {
    const load = { ask: { kind: 'pull', provider, subject } as const, connections: 8, sessions }
    await pressed(stage, { ...load, seconds: 1 })
    const { done, seconds, p50, p95, p99, cpuMs, cpuMsThere } = await pressed(stage, {
      ...load,
      seconds: plan.seconds,
    })
    const whose = provider === '320111' ? 'own register' : 'partner’s register'
    report.add(`evidence pulled, ${whose}, 8 connections`, done / seconds, 'pull/s')
    report.add(`evidence pulled, ${whose}, p50`, p50, 'ms')
    report.add(`evidence pulled, ${whose}, p95`, p95, 'ms')
    report.add(`evidence pulled, ${whose}, p99`, p99, 'ms')
    report.add(`evidence pulled, ${whose}, processor time here`, cpuMs, 'ms')
    if (provider === '320111') continue
    report.add(`evidence pulled, ${whose}, processor time there`, cpuMsThere, 'ms')
    const asPeopleCome = { ...load, connections: 32, perSecond: steady, seconds: plan.seconds }
    const come = await pressed(stage, asPeopleCome)
    report.add(`evidence pulled, ${whose}, ${steady} a second, p95`, come.p95, 'ms')
    report.add(`evidence pulled, ${whose}, ${steady} a second, p99`, come.p99, 'ms')
  }
}
