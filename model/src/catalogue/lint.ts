import type { ItemVersion } from './item.ts'
import { documentRules } from './lint-documents.ts'
import { guideRules } from './lint-guide.ts'
import { limitRules } from './lint-limits.ts'
import type { LintRule } from './lint-rule.ts'

/** One place where a guide breaks a rule. */
export interface LintFinding {
  code: LintRule['code']
  severity: LintRule['severity']
  path: string
  zh: string
  en: string
}

/** All rules for guides. A code never changes its meaning. */
export const lintRules: LintRule[] = [...limitRules, ...documentRules, ...guideRules]

/** 指南体检: what is wrong with a guide before it is published. An error stops publishing, a warning asks a person. */
export function lintItem(item: ItemVersion): LintFinding[] {
  return lintRules.flatMap(({ code, severity, zh, en, broken }) =>
    broken(item).map(path => ({ code, severity, path, zh, en })),
  )
}
