import type { JurisdictionProfile } from './jurisdiction.ts'

/** What reading a cell may look at besides it. */
export interface RowContext {
  /** The row's other cells by column key; empty where the sheet has no such column. */
  row: Readonly<Record<string, string>>
  profile: JurisdictionProfile
}
