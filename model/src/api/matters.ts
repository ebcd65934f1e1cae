import { z } from 'zod'
import { ItemCode, Key } from '../catalogue/codes.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { RecordId } from '../identifiers/record-id.ts'
import { TrackingCode } from '../identifiers/tracking-code.ts'
import { Authority } from '../procedures/permit/authority.ts'
import { CheckedPoint, ProvidedDocument } from '../procedures/permit/bodies.ts'
import { CommandId } from '../records/action.ts'
import { Json } from '../records/json.ts'
import { endpoint } from './endpoint.ts'

/** What a window (or a resident online) hands in: one item, or a bundle as one matter with one form. */
export const OpenMatter = z.strictObject({
  command: CommandId,
  /** The jurisdiction that decides. */
  deciding: JurisdictionCode,
  what: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('item'), item: ItemCode }),
    z.strictObject({ kind: z.literal('bundle'), bundle: Key }),
  ]),
  /** The filled-in form; applicant and way of delivery are read from it, so that nothing is typed twice. */
  form: z.record(z.string(), Json),
  documents: z.array(ProvidedDocument).max(60),
  /** 审查要点 of all items, as the clerk ticked them or not. */
  checked: z.array(CheckedPoint).max(60).optional(),
  /** Ids of the pulls whose preview the person has confirmed. */
  evidence: z.array(z.uuid()).max(20),
  /** 《服务同意书》: what the person was told and agreed to, and how it was given. */
  consent: z.strictObject({
    text: Key,
    given: z.literal(true),
    by: z.enum(['signature', 'device', 'account']),
    /** Tasks of another jurisdiction that the person signed for, each with its signed paper in `authorities`. */
    tasks: z.array(Key).max(10).default([]),
    authorities: z.array(Authority).max(10).default([]),
  }),
  note: z.string().trim().max(1000).optional(),
})
export type OpenMatter = z.infer<typeof OpenMatter>

export const openMatter = endpoint({
  name: 'matters.open',
  summary: 'Receive an application (收件)',
  method: 'POST',
  path: '/api/matters',
  permission: 'matters.open',
  body: OpenMatter,
  output: z.object({
    matter: z.uuid(),
    trackingCode: TrackingCode,
    cases: z.array(
      z.object({ id: RecordId, item: ItemCode, name: z.string(), phase: z.string(), seq: z.int() }),
    ),
    /** Items that will open by themselves. */
    later: z.array(z.object({ item: ItemCode, label: z.string() })),
  }),
})
