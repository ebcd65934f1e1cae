import type { JurisdictionCode } from '../identifiers/division.ts'

/** 全国 in the division tables: whose the national lists are. No node has this code. */
export const NATIONAL = '100000' as JurisdictionCode
