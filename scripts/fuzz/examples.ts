import { randomUUID } from 'node:crypto'
import { bodies } from '@lianqiao/model/procedures/permit/bodies.ts'
import { z } from 'zod'
import { personal } from './nasty.ts'
import type { Random } from './random.ts'
import { generate, type Known, type Schema } from './values.ts'

/** A question that gets past the first checks: members of the path by name, and the body. */
export interface Example {
  path?: Record<string, unknown>
  body: unknown
}

const steps = Object.entries(bodies).map(([verb, body]) => ({
  verb,
  schema: z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Schema,
}))

/** What schemas alone seldom hit: whole applications, and the bodies that each step of the procedure asks. */
export const examples: Readonly<Record<string, (random: Random, known: Known) => Example>> = {
  'matters.open': random => ({ body: application(random.one(['320111', '340523'])) }),
  'cases.act': (random, known) => {
    const step = random.some(steps)
    const body = step ? generate(step.schema, random, known) : {}
    return {
      path: { verb: step?.verb ?? 'accept' },
      body: {
        command: randomUUID(),
        seen: random.below(4),
        body,
        parts: random.chance(0.2) ? { form: {} } : {},
      },
    }
  },
  'queue.take': random => ({
    body: { command: randomUUID(), station: 'wujiang', kind: random.one(['综合', '公安', '政务']) },
  }),
  'cases.find': random => ({
    body: { text: random.one([personal.name, personal.idNumber, personal.phone]) },
  }),
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
