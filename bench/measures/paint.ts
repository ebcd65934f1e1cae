import { findBrowser, startBrowser } from '../../test/support/browser.ts'
import { resident, residentPages } from '../../test/support/resident-pages.ts'
import type { Report } from '../report.ts'
import { application } from '../requests.ts'
import type { Stage } from '../stage.ts'
import { type Opened, openOnTelephone } from '../telephone.ts'
import type { Plan } from './plan.ts'

/** A resident's first visit to each page, on a simulated telephone over a simulated 4G line: the middle one of several. */
export async function measurePaint(stage: Stage, plan: Plan, report: Report): Promise<void> {
  if (!findBrowser()) return report.note('first paint: not measured, there is no Chromium')
  const code = await applied(stage)
  const [session] = await stage.sessionsOf(resident.account, 1)
  const browser = await startBrowser()
  try {
    for (const { name, path, shown, own } of residentPages) {
      const cookie = (own && session?.cookie) ?? ''
      const visit = { url: new URL(path(code), stage.pukou.url).href, shown, cookie }
      const visits: Opened[] = []
      while (visits.length < plan.visits) visits.push(await openOnTelephone(browser, visit))
      report.add(`${name}: first paint`, middle(visits, 'paintMs'), 'ms')
      report.add(`${name}: content`, middle(visits, 'contentMs'), 'ms')
      report.add(`${name}: on the line`, middle(visits, 'bytes') / 1000, 'kB')
    }
  } finally {
    await browser.close()
  }
}

const middle = (visits: readonly Opened[], of: keyof Opened): number =>
  visits.map(visit => visit[of]).sort((a, b) => a - b)[Math.floor(visits.length / 2)] ?? Number.NaN

/** Her application at the window, as the pages of tracking and of own cases show it. @returns its tracking code */
async function applied({ pukou, sessionsOf }: Stage): Promise<string> {
  const [clerk] = await sessionsOf('fang-min', 1)
  const answer = await fetch(new URL('/api/matters', pukou.url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      cookie: clerk?.cookie ?? '',
      'x-csrf-token': clerk?.csrf ?? '',
    },
    body: JSON.stringify(application('320111', resident.applicant)),
  })
  if (!answer.ok) throw new Error(`her application was refused: ${answer.status} ${await answer.text()}`)
  const { trackingCode } = (await answer.json()) as { trackingCode: string }
  return trackingCode
}
