import { nested, others, texts } from './nasty.ts'
import type { Random } from './random.ts'
import { anyNumber } from './values.ts'

/** The value with something wrong in one place, anywhere. */
export function mutated(value: unknown, random: Random): unknown {
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0 && random.chance(0.8)) {
    const copy: unknown[] | Record<string, unknown> = Array.isArray(value)
      ? [...value]
      : { ...(value as Record<string, unknown>) }
    const name = random.some(Object.keys(copy)) ?? ''
    const members = copy as Record<string, unknown>
    const way = random.below(7)
    if (way === 0) delete members[name]
    else if (way === 1) members[random.some(texts) ?? 'x'] = random.some(others)
    else members[name] = mutated(members[name], random)
    return copy
  }
  return wrong(value, random)
}

/** Something else in a value's place: of its own kind more often than of another. */
function wrong(value: unknown, random: Random): unknown {
  if (random.chance(0.02)) return nested(random.one([10, 70, 500]))
  if (random.chance(0.01)) return Array.from({ length: 3000 }, () => value)
  if (typeof value === 'string' && random.chance(0.7)) return random.some(texts)
  if (typeof value === 'number' && random.chance(0.7)) return anyNumber(random)
  return random.chance(0.5)
    ? random.some(texts)
    : random.chance(0.4)
      ? anyNumber(random)
      : random.some(others)
}

/** The bytes of a body, spoiled below the level of values. */
export function spoiled(text: string, random: Random): string | Buffer {
  switch (random.below(6)) {
    case 0:
      return text.slice(0, random.below(text.length + 1))
    case 1:
      return text.replace(/^\{/, '{"command":"x","__proto__":{"a":1},')
    case 2:
      return text.replace(/"([^"]+)":/, '"$1":1,"$1":')
    case 3:
      return `${text}${text}`
    case 4:
      return Buffer.concat([Buffer.from(text.slice(0, 10)), Buffer.from([0xff, 0xfe, 0x00, 0xc0])])
    default:
      return '['.repeat(20_000)
  }
}
