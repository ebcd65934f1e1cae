import type { Random } from './random.ts'

/** A value of an address or a body: what it is called, and whether a text will do for it. */
export interface Wanted {
  name: string
  fits(text: string): boolean
}

/** Texts of one object of an answer, by member; whose they are: the endpoint's family, and what the object was called. */
interface Card {
  of: readonly string[]
  members: ReadonlyMap<string, string>
}

/** A step that somebody was told he may take now. */
export interface Choice {
  id: string
  verb: string
  seen: number
  /** The headers of him who was told. */
  caller: Record<string, string>
}

const most = { texts: 4000, ofName: 400, cards: 2000, choices: 200 }

/** What the node itself has told: with real ids one comes further in. */
export class Known {
  readonly #texts: string[] = []
  readonly #named = new Map<string, string[]>()
  readonly #cards: Card[] = []
  readonly #choices: Choice[] = []

  /** Take in an answer of an endpoint of a family (`cases` of `cases.read`); what is old gives way. */
  learn(value: unknown, random: Random, of: readonly string[] = [], name = ''): void {
    const text = textIn(value)
    if (text !== undefined) {
      if (typeof value === 'string') keep(this.#texts, text, most.texts, random)
      keep(
        this.#named.getOrInsertComputed(name, () => []),
        text,
        most.ofName,
        random,
      )
    } else if (Array.isArray(value))
      for (const part of value.slice(0, 50)) this.learn(part, random, of, singular(name))
    else if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value).slice(0, 50)
      const texts = members.flatMap(([key, part]) => {
        const said = textIn(part)
        return said === undefined ? [] : [[key, said] as const]
      })
      const owners = name === '' ? of : [...of, name]
      if (texts.length > 0) keep(this.#cards, { of: owners, members: new Map(texts) }, most.cards, random)
      for (const [key, part] of members) this.learn(part, random, of, key)
    }
  }

  /** Take in what somebody may do next, where an answer tells it. */
  learnChoices(value: unknown, caller: Record<string, string>, random: Random): void {
    const { summary, seq, choices } = (value ?? {}) as {
      summary?: { id?: unknown }
      seq?: unknown
      choices?: unknown
    }
    if (typeof summary?.id !== 'string' || typeof seq !== 'number' || !Array.isArray(choices)) return
    for (const { verb } of choices as { verb: string }[])
      keep(this.#choices, { id: summary.id, verb, seen: seq, caller }, most.choices, random)
  }

  /** One of the newest: older ones have mostly been overtaken. */
  choice(random: Random): Choice | undefined {
    return random.some(this.#choices.slice(-20)) ?? undefined
  }

  /** One that fits, if a few looks find it. */
  fitting(fits: (text: string) => boolean, random: Random): string | undefined {
    return found(this.#texts, fits, random)
  }

  /** A text that was told under this name, or one that ends in it: a tracking code is a `code`. */
  named({ name, fits }: Wanted, random: Random): string | undefined {
    const names = [...this.#named.keys()].filter(told => isCalled(told, name))
    return found(this.#named.get(random.some(names) ?? '') ?? [], fits, random)
  }

  /** Values told of one thing, as far as they fit: a case's number with its step, a guide's code with its jurisdiction. */
  together(wanted: readonly Wanted[], of: string, random: Random): Map<string, string> {
    const family = this.#cards.filter(card => card.of.some(owner => singular(owner) === singular(of)))
    for (let look = 0; look < 60; look++) {
      const card = random.some(look < 40 ? family : this.#cards)
      const values = new Map(
        wanted.flatMap(one => {
          const [, text] =
            [...(card?.members ?? [])].find(([told, text]) => isCalled(told, one.name) && one.fits(text)) ??
            []
          return text === undefined ? [] : [[one.name, text] as const]
        }),
      )
      if (values.size === wanted.length) return values
    }
    return new Map()
  }
}

function textIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value.length > 0 && value.length < 120 ? value : undefined
  return Number.isInteger(value) ? String(value) : undefined
}

/** The newest at the end; who is too many gives way wherever the dice fall. */
function keep<One>(list: One[], one: One, limit: number, random: Random): void {
  if (list.length >= limit) list.splice(random.below(list.length), 1)
  list.push(one)
}

function found(
  texts: readonly string[],
  fits: (text: string) => boolean,
  random: Random,
): string | undefined {
  for (let look = 0; look < Math.min(200, 4 * texts.length); look++) {
    const text = random.some(texts)
    if (text !== undefined && fits(text)) return text
  }
  return undefined
}

const singular = (name: string) => name.replace(/s$/, '')

const isCalled = (told: string, name: string) =>
  told === name || told.endsWith(`${name[0]?.toUpperCase()}${name.slice(1)}`)
