import { randomUUID } from 'node:crypto'
import { bodies } from '@lianqiao/model/procedures/permit/bodies.ts'
import { z } from 'zod'
import { pulls } from '../scenario/intake.ts'
import { wang } from '../scenario/residents.ts'
import type { Known } from './known.ts'
import { personal } from './nasty.ts'
import type { Random } from './random.ts'
import { generate, type Schema } from './values.ts'

/** A question that gets past the first checks: members of the path by name, and the body. */
export interface Example {
  path?: Record<string, unknown>
  body?: unknown
  /** The headers of him who may ask this. */
  caller?: Record<string, string>
}

const steps = Object.entries(bodies).map(([verb, body]) => ({
  verb,
  schema: z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Schema,
}))

/** What schemas alone seldom hit: whole applications, and the bodies that each step of the procedure asks. */
export const examples: Readonly<Record<string, (random: Random, known: Known) => Example>> = {
  'matters.open': random => ({ body: application(random.one(['320111', '340523'])) }),
  'cases.act': (random, known) => {
    // What somebody was told he may do; or any step of a case that somebody knows.
    const choice = random.chance(0.7) ? known.choice(random) : undefined
    const step = choice ? steps.find(({ verb }) => verb === choice.verb) : random.some(steps)
    const body = step ? generate(step.schema, random, known) : {}
    return {
      path: { verb: step?.verb ?? 'accept', ...(choice ? { id: choice.id } : {}) },
      ...(choice ? { caller: choice.caller } : {}),
      body: {
        command: randomUUID(),
        seen: choice?.seen ?? random.below(4),
        body,
        parts: random.chance(0.2) ? { form: {} } : {},
      },
    }
  },
  'queue.take': random => ({
    body: { command: randomUUID(), station: 'wujiang', kind: random.one(['综合', '公安', '政务']) },
  }),
  'queue.call': () => ({ body: { command: randomUUID(), station: 'wujiang', window: 'pk-service' } }),
  'queue.recall': () => ({ body: { window: 'pk-service' } }),
  'queue.transfer': random => ({ body: { kind: random.one(['综合', '公安', '政务']) } }),
  'evidence.pull': random => {
    const pull = random.some(pulls)
    const consent = { text: 'service-consent', given: true, by: 'applicant', at: new Date().toISOString() }
    return { body: { ...pull, subject: { idNumber: wang.idNumber, name: wang.name }, consent } }
  },
  'calendar.import': random => {
    const year = 2027 + random.below(3)
    const day = `${year}-01-01`
    return {
      body: { announced: { from: day, to: `${year}-12-31` }, holidays: { [day]: '元旦' }, workdays: {} },
    }
  },
  'agreements.withdraw': () => ({ body: { effectiveAt: '2032-01-01T00:00:00.000Z', reason: '演示。' } }),
  'catalogue.here': random => ({ path: { code: random.one(items), station: 'wujiang' } }),
  'catalogue.compare': random => ({
    path: { code: random.one(items), mine: '320111', theirs: '340523' },
  }),
  // What was exported is imported again.
  'catalogue.preview': (_random, known) => {
    const { sheet } = (known.answer('catalogue.export') ?? {}) as { sheet?: string }
    return sheet === undefined ? {} : { path: { filename: '目录.csv' }, body: Buffer.from(sheet) }
  },
  'catalogue.draft': (_random, known) => draftIn(known),
  'catalogue.publish': (_random, known) => {
    const { path, body } = draftIn(known)
    return path && body ? { path, body: { version: (body as Guide).version } } : {}
  },
  'cases.find': random => ({
    body: { text: random.one([personal.name, personal.idNumber, personal.phone]) },
  }),
}

const items = ['no-crime-certificate', 'residence-permit', 'resident-insurance'] as const

interface Guide {
  jurisdiction: string
  code: string
  version: number
}

/** The next version of a guide that was read. */
function draftIn(known: Known): Example {
  const { document } = (known.answer('catalogue.item') ?? {}) as { document?: Guide }
  if (document?.jurisdiction !== '320111') return {}
  return { path: { code: document.code }, body: { ...document, version: document.version + 1 } }
}

/** An application for the certificate of no criminal record; the applicant is invented. */
function application(deciding: string) {
  const { name, idNumber, phone } = personal
  return {
    command: randomUUID(),
    deciding,
    what: { kind: 'item', item: 'no-crime-certificate' },
    form: {
      applicant: { name, idNumber, birthDate: '1985-07-30', sex: 'male', phone },
      request: { purpose: 'work', recipient: '演示公司', from: '2010-01-01' },
      agent: { used: false },
      delivery: { way: 'pickup', station: 'wujiang' },
      declaration: true,
    },
    documents: [{ code: 'application', by: 'form', files: [], originalSeen: false }],
    evidence: [],
    consent: { text: 'service-consent', given: true, by: 'signature', tasks: [] },
  }
}
