import { birthDateOf, ResidentId, sexOf } from '../identifiers/resident-id.ts'
import type { Derivation, DerivationRule } from './form.ts'
import { putAt, valueAt } from './pointer.ts'

/**
 * 由身份号码得出: fill in what a form can work out instead of asking (`FormVersion.derived`). Pure: answers a copy of the
 * content in which each target follows its source; a source that is empty or wrong empties its target, so that nothing
 * stale stays behind. The browser does it while somebody types, the server again before it accepts.
 */
export function derive(
  rules: readonly Derivation[],
  content: Record<string, unknown>,
): Record<string, unknown> {
  return rules.reduce(
    (filled, { from, to, rule }) => putAt(filled, to, derived[rule](valueAt(filled, from))),
    content,
  )
}

const derived: Record<DerivationRule, (source: unknown) => unknown> = {
  'birth-date-of-id': source => ofId(source, birthDateOf),
  'sex-of-id': source => ofId(source, sexOf),
  copy: source => source,
}

function ofId<T>(source: unknown, read: (id: ResidentId) => T): T | undefined {
  const id = ResidentId.safeParse(source)
  return id.success ? read(id.data) : undefined
}
