import { randomInt, randomUUID } from 'node:crypto'

/** What the load generator asks for. */
export type Ask =
  /** 收件: an application, each by another invented person, decided by `deciding`. */
  | { kind: 'accept'; deciding: string }
  /** A step on each of these cases, `seen` being the last one before it. */
  | { kind: 'step'; verb: string; cases: string[]; seen: number }
  /** 调取: an invented person's identity card, from `provider`'s register. */
  | { kind: 'pull'; provider: string; subject: { idNumber: string; name: string } }
  /** One code after the other, and again from the first. */
  | { kind: 'track'; codes: string[] }
  | { kind: 'list'; view: 'work' | 'all' }
  | { kind: 'find'; texts: string[] }
  | { kind: 'catalogue'; words: string[] }

export interface Request {
  method: string
  path: string
  body?: unknown
}

/** The requests of a kind, one after the other. */
export function requestsOf(ask: Ask): () => Request {
  let asked = 0
  const oneOf = (list: readonly string[]) => list[randomInt(list.length)] ?? ''
  switch (ask.kind) {
    case 'accept':
      return () => ({ method: 'POST', path: '/api/matters', body: application(ask.deciding) })
    case 'step':
      return () => ({
        method: 'POST',
        path: `/api/cases/${ask.cases[asked++]}/actions/${ask.verb}`,
        body: { command: randomUUID(), seen: ask.seen },
      })
    case 'pull':
      return () => ({ method: 'POST', path: '/api/evidence/pull', body: pullOf(ask) })
    case 'track':
      return () => ({ method: 'GET', path: `/api/track/${ask.codes[asked++ % ask.codes.length]}` })
    case 'list':
      return () => ({ method: 'GET', path: `/api/cases?view=${ask.view}&limit=20` })
    case 'find':
      return () => ({ method: 'POST', path: '/api/cases/find', body: { text: oneOf(ask.texts) } })
    case 'catalogue':
      return () => ({
        method: 'GET',
        path: `/api/catalogue/search?limit=20&q=${encodeURIComponent(oneOf(ask.words))}`,
      })
  }
}

/** An application for the certificate of no criminal record: no evidence is needed, the police decide. */
export function application(deciding: string, applicant = invented()) {
  return {
    command: randomUUID(),
    deciding,
    what: { kind: 'item', item: 'no-crime-certificate' },
    form: {
      applicant,
      request: { purpose: 'work', recipient: '演示公司', from: '2010-01-01' },
      agent: { used: false },
      delivery: { way: 'pickup', station: 'wujiang' },
      declaration: true,
    },
    documents: [{ code: 'application', by: 'paper', files: [], originalSeen: true }],
    evidence: [],
    consent: { text: 'service-consent', given: true, by: 'signature', tasks: [] },
  }
}

function pullOf({ provider, subject }: { provider: string; subject: object }) {
  return {
    resource: 'id-card',
    provider,
    purpose: '居住证申领',
    item: 'residence-permit',
    fields: ['name', 'sex', 'ethnicity', 'birthDate', 'address', 'validTo'],
    subject,
    deciding: '320111',
    consent: { text: 'service-consent', given: true, by: 'applicant', at: new Date().toISOString() },
  }
}

function invented() {
  const idNumber = inventedId()
  return {
    name: '欧阳思远',
    idNumber,
    birthDate: `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`,
    sex: 'male',
    phone: `138${String(randomInt(1e8)).padStart(8, '0')}`,
  }
}

/** A well-formed resident id of a man who does not exist: division 340523, a day from 1950 to 1999, GB 11643 check. */
function inventedId(): string {
  const day = new Date(Date.UTC(1950, 0, 1) + randomInt(50 * 365) * 86_400_000)
  const digits = `340523${day.toISOString().slice(0, 10).replaceAll('-', '')}${String(randomInt(100)).padStart(2, '0')}1`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return `${digits}${'10X98765432'[sum % 11]}`
}
