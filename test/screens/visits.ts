import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { Opened } from '../../scripts/scenario/intake.ts'
import { wang } from '../../scripts/scenario/residents.ts'

/** `/counter?visit=…` at its moments: somebody has come, an application is begun, registers are asked, it is received. */
export interface Visits {
  person: string
  begun: string
  pulled: string
  received: string
}

/** Keep visits as the window does while a clerk works on them; `page` is one of the clerk's, signed in. */
export async function keepVisits(page: Page, now: string, opened: Opened): Promise<Visits> {
  const person = { name: wang.name, idNumber: wang.idNumber }
  const chosen = { deciding: '320111', what: { kind: 'bundle', bundle: 'residence-insurance' } }
  const title = { zh: '居住证申领和参保“一件事”', en: 'Residence permit and insurance' }
  const matter = () => ({
    ...{ command: randomUUID(), chosen, title, authorities: {}, pulls: {}, documents: {}, sources: {} },
    ...{ form: { applicant: person }, points: {}, insists: false, note: '' },
  })
  const keep = async (more: object) => {
    const id = randomUUID()
    const content = { id, startedAt: now, ticket: { id: randomUUID(), code: 'A007' }, person, ...more }
    const body = JSON.stringify({ version: 0, content })
    const status = await page.evaluate(`(async () => {
      const { csrf } = await (await fetch('/api/session')).json()
      const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf }
      const body = ${JSON.stringify(body)}
      return (await fetch('/api/drafts/counter:${id}', { method: 'PUT', headers, body })).status
    })()`)
    if (status !== 200) throw new Error(`a visit could not be kept: ${status}`)
    return `/counter?visit=${id}`
  }
  return {
    person: await keep({}),
    begun: await keep({ matter: matter() }),
    pulled: await keep({ matter: matter() }),
    received: await keep({ received: { opened, name: title.zh, nameEn: title.en, deciding: '320111' } }),
  }
}
