import { z } from 'zod'
import { Limit } from '../clocks/limits.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Role } from '../people/roles.ts'
import { Key } from './codes.ts'

/** How an item is served (办理形式): steps, special procedures, fee, visits, channels and places. */

/** 办理流程: one step. `limit` is the share of the promised time that it may take. */
export const FlowStep = z.strictObject({
  name: z.string(),
  role: Role,
  text: z.string(),
  limit: Limit.optional(),
})
export type FlowStep = z.infer<typeof FlowStep>

/** 特别程序: hearing, inspection, expert review… Not counted in the limit, but told in writing (行政许可法 45). */
export const SpecialProcedure = z.strictObject({
  key: Key,
  name: z.string(),
  basis: z.string(),
  text: z.string(),
  limit: Limit.optional(),
})

/** 收费: none, or the basis and items with amounts in fen (分). */
export const Fee = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('charged'),
    basis: z.string(),
    items: z.array(z.strictObject({ name: z.string(), amountFen: z.int().nonnegative(), per: z.string() })),
    payOnline: z.boolean(),
  }),
])
export type Fee = z.infer<typeof Fee>

/** 网办深度 Ⅰ information · Ⅱ download and appointment · Ⅲ filed online, checked once on site · Ⅳ 全程网办. */
export const OnlineDepth = z.enum(['不可网办', 'Ⅰ级', 'Ⅱ级', 'Ⅲ级', 'Ⅳ级'])

/** The three modes of cross-region service (国办发〔2020〕35号). */
export const CrossRegionMode = z.enum(['全程网办', '异地代收代办', '多地联办'])
export type CrossRegionMode = z.infer<typeof CrossRegionMode>

/** 通办范围 (SCOPESHAPE and SCOPERANGE of the data standard). `partners` names jurisdictions when the range is 协议区域. */
export const CrossRegion = z.strictObject({
  modes: z.array(CrossRegionMode),
  range: z.enum(['全国', '长三角', '协议区域', '全省', '全市', '本区县']),
  partners: z.array(JurisdictionCode),
})

/** 办理地点: a hall, a branch or the joint station. */
export const ServicePlace = z.strictObject({
  name: z.string(),
  address: z.string(),
  hours: z.string(),
  station: Key.optional(),
})
export type ServicePlace = z.infer<typeof ServicePlace>

/** 渠道: where and how a person can have the item done. */
export const Channels = z.strictObject({
  onlineDepth: OnlineDepth,
  /** A link for people: of the web, and no script (`javascript:` is an address, too). */
  onlineAddress: z.url({ protocol: /^https?$/ }).optional(),
  /** Documents may come by post (申请材料寄递). */
  mailIn: z.boolean(),
  /** Results go by post (结果寄递). */
  express: z.boolean(),
  appointment: z.boolean(),
  selfService: z.boolean(),
  places: z.array(ServicePlace),
  crossRegion: CrossRegion,
})
export type Channels = z.infer<typeof Channels>
