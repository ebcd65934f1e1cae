import { birthDateOf, ResidentId, sexOf } from '../identifiers/resident-id.ts'
import type { Derivation, DerivationRule } from './form.ts'

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
    (filled, { from, to, rule }) => put(filled, segments(to), derived[rule](get(filled, segments(from)))),
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

function segments(pointer: string): string[] {
  return pointer
    .slice(1)
    .split('/')
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function get(value: unknown, [name, ...rest]: string[]): unknown {
  if (name === undefined) return value
  return isObject(value) ? get(value[name], rest) : undefined
}

function put(value: unknown, [name, ...rest]: string[], set: unknown): Record<string, unknown> {
  const object = isObject(value) ? value : {}
  if (name === undefined) return object
  const next = rest.length > 0 ? put(object[name], rest, set) : set
  if (Object.is(next, object[name])) return object
  const { [name]: _old, ...others } = object
  return next === undefined ? others : { ...object, [name]: next }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
