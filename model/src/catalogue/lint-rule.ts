import type { ItemVersion } from './item.ts'

/** A rule for guides: stable code, severity, the paths of an item that break it, and what to do, in both languages. */
export interface LintRule {
  code: `guide-${string}`
  severity: 'error' | 'warning'
  zh: string
  en: string
  /** Paths into the item, dotted (`documents.2.certificateType`); none when the rule holds. */
  broken: (item: ItemVersion) => string[]
}
