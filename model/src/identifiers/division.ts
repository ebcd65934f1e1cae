import { z } from 'zod'

/** Division code (行政区划代码) of GB/T 2260, six digits: province 2, prefecture 2, county 2. `320111` = 浦口区. */
export const JurisdictionCode = z
  .string()
  .regex(/^[1-8]\d{5}$/, '行政区划代码为 6 位数字 / a division code has six digits')
  .brand('JurisdictionCode')
export type JurisdictionCode = z.infer<typeof JurisdictionCode>

/**
 * Statistical division code (统计用区划代码) of the National Bureau of Statistics, twelve digits: the six of GB/T 2260,
 * township 3, village or community 3. `320111005011` = 乌江社区.
 */
export const DivisionCode12 = z
  .string()
  .regex(/^[1-8]\d{11}$/, '统计用区划代码为 12 位数字 / a statistical division code has twelve digits')
  .brand('DivisionCode12')
export type DivisionCode12 = z.infer<typeof DivisionCode12>

/** The county, district or city (辖区) in which a community lies. */
export function jurisdictionOf(division: DivisionCode12): JurisdictionCode {
  return JurisdictionCode.parse(division.slice(0, 6))
}
