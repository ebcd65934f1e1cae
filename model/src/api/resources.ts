import { z } from 'zod'
import { ItemCode, Key } from '../catalogue/codes.ts'
import { DataResource } from '../catalogue/resource.ts'
import { AnsweredField, Consent } from '../catalogue/resource-query.ts'
import { Subject } from '../catalogue/subject.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { ResidentId } from '../identifiers/resident-id.ts'
import { Instant } from '../records/action.ts'
import { endpoint } from './endpoint.ts'

/** How long a preview may be used, in minutes; then it is pulled again. */
export const previewMinutes = 30

export const listResources = endpoint({
  name: 'resources.list',
  summary: 'The catalogue of this jurisdiction’s data resources (政务信息资源目录)',
  method: 'GET',
  path: '/api/resources',
  permission: 'catalogue.read',
  output: z.object({ jurisdiction: JurisdictionCode, resources: z.array(DataResource) }),
})

/** A condition of the guide held against the answer. `metOn`: the first day on which it is met, where it can be told. */
export const JudgedCondition = z.object({
  key: Key,
  text: z.string(),
  met: z.boolean(),
  metOn: z.iso.date().optional(),
})

/** What was found, for the person to look at before it is used. */
export const EvidencePreview = z.object({
  id: z.uuid(),
  resource: Key,
  resourceName: z.string(),
  provider: JurisdictionCode,
  purpose: z.string(),
  fields: z.array(AnsweredField),
  judgement: z.array(JudgedCondition),
  pulledAt: Instant,
  expiresAt: Instant,
})
export type EvidencePreview = z.infer<typeof EvidencePreview>

export const pullEvidence = endpoint({
  name: 'evidence.pull',
  summary: 'Fetch what government holds instead of asking for paper, at the person’s own request (调取)',
  method: 'POST',
  path: '/api/evidence/pull',
  permission: 'evidence.pull',
  perMinute: 120,
  body: z.object({
    resource: Key,
    /** Whose register; `holderOf` tells it from the guide and the resident id. */
    provider: JurisdictionCode,
    subject: Subject,
    purpose: z.string().min(1).max(60),
    item: ItemCode,
    /** Who decides the item, whose conditions are then judged; default: this jurisdiction. */
    deciding: JurisdictionCode.optional(),
    /** Default: all that may be had. */
    fields: z.array(z.string().max(40)).min(1).max(60).optional(),
    consent: Consent.optional(),
  }),
  output: EvidencePreview,
})

export const readEvidence = endpoint({
  name: 'evidence.read',
  summary: 'See one’s own preview again while it may be used, without asking the register again',
  method: 'GET',
  path: '/api/evidence/pulls/:id',
  permission: 'evidence.pull',
  params: z.object({ id: z.uuid() }),
  output: EvidencePreview,
})

/** One look at a person's data, as he and the auditor may know it: the organ, not the officer, and not what was seen. */
export const Access = z.object({
  id: z.int(),
  at: Instant,
  resource: Key,
  resourceName: z.string(),
  /** Whose data, and whose organ looked. */
  provider: JurisdictionCode,
  consumer: JurisdictionCode,
  organ: z.string(),
  purpose: z.string(),
  item: ItemCode.nullable(),
  /** The agreement or rule it rests on. */
  basis: z.string().nullable(),
  /** Labels of the fields that were given. */
  fields: z.array(z.string()),
  outcome: z.enum(['found', 'none']),
  record: z.string().nullable(),
})
export type Access = z.infer<typeof Access>

export const findAccesses = endpoint({
  name: 'accesses.find',
  summary: 'Who looked at whose data, newest first; by POST, since a resident id never stands in an address',
  method: 'POST',
  path: '/api/accesses/find',
  permission: 'audit.read',
  perMinute: 120,
  body: z.object({
    idNumber: ResidentId.optional(),
    record: z.string().max(60).optional(),
    /** Go on below this id. */
    before: z.int().positive().optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ accesses: z.array(Access) }),
})
