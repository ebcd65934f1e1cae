import { z } from 'zod'
import { ItemCode, Key } from '../catalogue/codes.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { RecordId } from '../identifiers/record-id.ts'
import { CommandId, Instant, Seq } from '../records/action.ts'
import { Json } from '../records/json.ts'
import { CaseSummary, CaseView } from './case-views.ts'
import { endpoint } from './endpoint.ts'

export const listCases = endpoint({
  name: 'cases.list',
  summary: 'Cases of the reader, the most urgent first',
  method: 'GET',
  path: '/api/cases',
  permission: 'cases.list',
  query: z.object({
    /** `work`: something is to be done by my post; `all`: everything I may read; `ended`. */
    view: z.enum(['work', 'all', 'ended']).default('work'),
    item: ItemCode.optional(),
    phase: z.string().max(40).optional(),
    /** Received at this instant or later: what came in today. */
    receivedSince: Instant.optional(),
    /** A clock of it has run out. */
    overdue: z.stringbool().optional(),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(20),
  }),
  output: z.object({ cases: z.array(CaseSummary), next: z.string().nullable() }),
})

/** 任意号码、电话、姓名皆可查: number, tracking code, id, phone or exact name. In the body, for it is personal. */
export const findCases = endpoint({
  name: 'cases.find',
  summary: 'Find cases by any number, phone or name',
  method: 'POST',
  path: '/api/cases/find',
  permission: 'cases.find',
  perMinute: 120,
  body: z.strictObject({ text: z.string().trim().min(2).max(60) }),
  output: z.object({ cases: z.array(CaseSummary) }),
})

export const readCase = endpoint({
  name: 'cases.read',
  summary: 'A whole case',
  method: 'GET',
  path: '/api/cases/:id',
  permission: 'cases.read',
  params: z.object({ id: RecordId }),
  output: CaseView,
})

/**
 * Take a step of the procedure. `body` is what the procedure's row asks (`model/src/procedures/permit/bodies.ts`); what
 * the node knows better (numbers, limits of a request) may be left out and is filled in.
 */
export const actOnCase = endpoint({
  name: 'cases.act',
  summary: 'Take a step on a case',
  method: 'POST',
  path: '/api/cases/:id/actions/:verb',
  permission: 'cases.act',
  params: z.object({ id: RecordId, verb: z.string().max(40) }),
  body: z.strictObject({
    command: CommandId,
    /** The last step the person saw. */
    seen: Seq,
    body: z.record(z.string(), Json).default({}),
    /** Personal parts, by name. */
    parts: z.record(z.string(), Json).default({}),
  }),
  output: z.discriminatedUnion('done', [
    z.object({ done: z.literal(true), seq: z.int(), phase: z.string() }),
    /** The other jurisdiction leads and was asked. */
    z.object({ done: z.literal(false), leader: JurisdictionCode }),
  ]),
})

/** The document that a step made (收件告知单, 受理通知书, …) as PDF. */
export const readCaseDocument = endpoint({
  name: 'cases.document',
  summary: 'The document of a step',
  method: 'GET',
  path: '/api/cases/:id/documents/:seq',
  permission: 'cases.read',
  params: z.object({ id: RecordId, seq: z.coerce.number().pipe(Seq) }),
  query: z.object({
    kind: z.string().max(40).optional(),
    /** Of a document that is made once for each: which of the guide’s (核验函). */
    of: Key.optional(),
  }),
  output: 'file',
})

export const exportCase = endpoint({
  name: 'records.export',
  summary: 'The record as a file that can be verified offline',
  method: 'GET',
  path: '/api/records/:id/export',
  permission: 'records.export',
  params: z.object({ id: RecordId }),
  output: 'file',
})
