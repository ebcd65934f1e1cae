import { z } from 'zod'
import { Limit } from '../clocks/limits.ts'
import { CertificateType } from '../identifiers/certificate-id.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Confirmation, ItemCode, Key, VersionNumber } from './codes.ts'
import { English } from './english.ts'

/**
 * The four powers that service offices exchange (收受分离, 襄城–卧龙协议): receiving, telling once what is missing, checking
 * originals, handing over the result. The power to decide stays where the law put it; entrusting a permit is another
 * instrument (行政许可法 24) and not a grant.
 */
export const Power = z.enum(['receive', 'notify', 'verify', 'deliver'])
export type Power = z.infer<typeof Power>

/** Chinese names of the powers, as they stand in agreements. */
export const powerNames: Record<Power, string> = {
  receive: '收件受理权',
  notify: '一次性告知权',
  verify: '原件核验权',
  deliver: '审批结果送达权',
}

/** 授权: `grantee` may do the powers for `grantor`'s items, at these stations, by these staff, in this time. */
export const Grant = z.strictObject({
  id: Key,
  grantor: JurisdictionCode,
  grantee: JurisdictionCode,
  /** Item codes, or the name of a group in `itemGroups`. */
  items: z.union([z.array(ItemCode).min(1), z.strictObject({ group: Key })]),
  powers: z.array(Power).min(1),
  stations: z.array(Key).min(1),
  /** Usernames at the grantee's node, or anyone who holds the post there. */
  staff: z.union([z.literal('any'), z.array(z.string()).min(1)]),
  from: z.iso.date(),
  to: z.iso.date(),
  /** 公告: the grant is published; an unpublished one binds nobody outside. */
  published: z.boolean(),
})
export type Grant = z.infer<typeof Grant>

/** 数据共享: what the consumer may ask the provider, for which purposes, which fields, how often. */
export const DataGrant = z.strictObject({
  resource: Key,
  provider: JurisdictionCode,
  consumer: JurisdictionCode,
  purposes: z.array(z.string()).min(1),
  fields: z.array(z.string()).min(1),
  /** Queries a day, over all officers. */
  quotaPerDay: z.int().positive(),
  basis: z.string(),
})
export type DataGrant = z.infer<typeof DataGrant>

/** 协办: `asker` may ask `asked` for a task in cases of its own item; `limit` is the pledge. */
export const Collaboration = z.strictObject({
  task: Key,
  item: ItemCode,
  asker: JurisdictionCode,
  asked: JurisdictionCode,
  limit: Limit,
})
export type Collaboration = z.infer<typeof Collaboration>

/**
 * 事件类别: `事件-01` a big class or `事件-01-10` one class of event-classes.csv (kind, codes). The narrower row wins. The
 * partner may view or assist; `redaction` names what it never sees.
 */
export const IncidentGrant = z.strictObject({
  class: z.string().regex(/^(事件|部件|边界专题|热线)-\d{2}(-\d{2})?$/),
  name: z.string(),
  tier: z.enum(['view', 'assist']),
  redaction: z.array(z.string()),
})
export type IncidentGrant = z.infer<typeof IncidentGrant>

/**
 * 协议: the document that the parties sign over the same content hash. Nothing is allowed that is not written here.
 */
export const Agreement = z
  .strictObject({
    /** 文号 */
    number: z.string(),
    version: VersionNumber,
    status: Confirmation,
    title: z.string(),
    titleEn: z.string(),
    parties: z.array(JurisdictionCode).min(2),
    validFrom: z.iso.date(),
    validTo: z.iso.date(),
    /** What it is for, and on which higher rule it rests. */
    preamble: z.string(),
    basis: z.array(z.string()).min(1),
    itemGroups: z.record(Key, z.strictObject({ name: z.string(), items: z.array(ItemCode).min(1) })),
    grants: z.array(Grant),
    /** 互认: certificate types recognised by all parties. */
    certificates: z.array(CertificateType),
    data: z.array(DataGrant),
    collaborations: z.array(Collaboration),
    incidents: z.array(IncidentGrant),
    /** 退出: notice in calendar days, and whether running cases are finished or given back. */
    withdrawal: z.strictObject({
      noticeDays: z.int().nonnegative().max(3650),
      runningCases: z.enum(['finish', 'return']),
    }),
    contacts: z.array(
      z.strictObject({
        jurisdiction: JurisdictionCode,
        office: z.string(),
        post: z.string(),
        phone: z.string(),
      }),
    ),
    /** English of its texts, for reading; the Chinese is what is signed and what counts. */
    en: English.exactOptional(),
  })
  .refine(agreement => agreement.validFrom < agreement.validTo, {
    path: ['validTo'],
    error: '协议止期须晚于起期',
  })
  .refine(agreement => agreement.grants.every(grant => withinValidity(grant, agreement)), {
    path: ['grants'],
    error: '授权期限须在协议有效期内',
  })
  .refine(agreement => agreement.grants.every(grant => betweenParties(grant, agreement.parties)), {
    path: ['grants'],
    error: '授权方与被授权方须为协议的不同当事方',
  })
export type Agreement = z.infer<typeof Agreement>

function withinValidity(grant: Grant, agreement: { validFrom: string; validTo: string }): boolean {
  return agreement.validFrom <= grant.from && grant.from < grant.to && grant.to <= agreement.validTo
}

function betweenParties(grant: Grant, parties: string[]): boolean {
  return grant.grantor !== grant.grantee && parties.includes(grant.grantor) && parties.includes(grant.grantee)
}

/** The item codes that a grant covers, its group resolved. A group that does not exist covers nothing (default: deny). */
export function grantedItems(grant: Grant, agreement: Pick<Agreement, 'itemGroups'>): ItemCode[] {
  if (Array.isArray(grant.items)) return grant.items
  return agreement.itemGroups[grant.items.group]?.items ?? []
}
