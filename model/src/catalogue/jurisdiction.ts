import { z } from 'zod'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Uscc } from '../identifiers/uscc.ts'
import { Confirmation, DivisionCode, Key } from './codes.ts'
import { English } from './english.ts'

/** 部门: an organ of the jurisdiction. */
export const Department = z.strictObject({
  code: Key,
  name: z.string(),
  nameEn: z.string(),
  /** 统一社会信用代码: needed where the department issues certificates, whose identifiers hold it. */
  creditCode: Uscc.optional(),
  phone: z.string().optional(),
})
export type Department = z.infer<typeof Department>

/** 窗口 of this jurisdiction at a station or hall. A joint station has windows of both nodes, each listed by its own node. */
export const Window = z.strictObject({
  code: Key,
  name: z.string(),
  nameEn: z.string(),
  kind: z.enum(['综合', '公安', '司法', '综治', '行政执法', '政务', '帮办代办', '自助']),
  departments: z.array(Key),
})
export type Window = z.infer<typeof Window>

/** 进驻部门: resident (常驻), or rotating (轮驻) on the given ISO weekdays (1 Monday … 7 Sunday). */
export const Attendance = z.strictObject({
  department: Key,
  kind: z.enum(['常驻', '轮驻']),
  weekdays: z.array(z.int().min(1).max(7)),
})

/** 开放时间: weekdays 1–7, local time `HH:mm`. */
export const OpeningHours = z.strictObject({
  weekdays: z.array(z.int().min(1).max(7)).min(1),
  from: z.string().regex(/^\d{2}:\d{2}$/),
  to: z.string().regex(/^\d{2}:\d{2}$/),
})

/**
 * 站点: a hall, or a joint station (联动共治站) in which `partners` have windows too. The parties of a joint station list
 * it under the same code, with the same name, address and host, and each with its own windows and departments.
 */
export const Station = z.strictObject({
  code: Key,
  name: z.string(),
  nameEn: z.string(),
  status: Confirmation,
  /** Jurisdiction whose ground it stands on. */
  host: JurisdictionCode,
  partners: z.array(JurisdictionCode),
  division: DivisionCode,
  address: z.string(),
  /** WGS 84 longitude and latitude in degrees, when surveyed. */
  point: z.tuple([z.number(), z.number()]).optional(),
  openedOn: z.iso.date().optional(),
  squareMetres: z.int().positive().optional(),
  hours: z.array(OpeningHours).min(1),
  selfServiceAllDay: z.boolean(),
  windows: z.array(Window),
  rooms: z.array(z.strictObject({ code: Key, name: z.string(), nameEn: z.string() })),
  departments: z.array(Attendance),
})
export type Station = z.infer<typeof Station>

/** 辖区: who a node is, as its pages and papers show it. */
export const JurisdictionProfile = z.strictObject({
  code: JurisdictionCode,
  name: z.string(),
  shortName: z.string(),
  nameEn: z.string(),
  province: z.strictObject({ code: JurisdictionCode, name: z.string(), shortName: z.string() }),
  city: z.strictObject({ code: JurisdictionCode, name: z.string() }),
  departments: z.array(Department).min(1),
  stations: z.array(Station),
  hotline: z.strictObject({ number: z.string(), name: z.string(), hours: z.string() }),
  /** Texts shown to people, `{key: {zh, en}}`. */
  texts: z.record(Key, z.strictObject({ zh: z.string(), en: z.string() })),
  en: English.optional(),
})
export type JurisdictionProfile = z.infer<typeof JurisdictionProfile>
