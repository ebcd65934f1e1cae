import type { Random } from './random.ts'

/** A value of an address or a body: what it is called, what an address calls it besides, and whether a text will do for it. */
export interface Wanted {
  name: string
  alias?: string | undefined
  fits(text: string): boolean
}

/**
 * Texts of one object of an answer, by member, with those of the object in which it stands; whose they are: the endpoint's
 * family (`cases` of `cases.read`), and what the object was called.
 */
interface Card {
  of: readonly string[]
  texts: ReadonlyMap<string, string>
}

/** Where a value stood in an answer. */
interface Within {
  of: readonly string[]
  name: string
  around: readonly (readonly [string, string])[]
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
  #choices: Choice[] = []
  readonly #answers = new Map<string, unknown>()

  /** Take in an answer of an endpoint, and whatever it names; what is old gives way. */
  learnAnswer(endpoint: string, answer: unknown, random: Random): void {
    this.#answers.set(endpoint, answer)
    this.learn(answer, random, { of: [endpoint.split('.')[0] ?? ''] })
  }

  /** The last answer of an endpoint. */
  answer(endpoint: string): unknown {
    return this.#answers.get(endpoint)
  }

  /** Take in every text of a value by its name, and with those that stand beside it or around it. */
  learn(value: unknown, random: Random, within: Partial<Within> = {}): void {
    const { of = [], name = '', around = [] } = within
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
      for (const part of value.slice(0, 50)) this.learn(part, random, { of, name: singular(name), around })
    else if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value).slice(0, 50)
      const own = members.flatMap(([key, part]) => {
        const said = textIn(part)
        return said === undefined ? [] : [[key, said] as const]
      })
      const owners = name === '' ? of : [...of, name]
      const texts = new Map([...around, ...own])
      if (texts.size > 0) keep(this.#cards, { of: owners, texts }, most.cards, random)
      for (const [key, part] of members) this.learn(part, random, { of, name: key, around: own })
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

  choice(random: Random): Choice | undefined {
    return random.some(this.#choices)
  }

  /** A case has moved on: what could be done with it before says nothing any more. */
  overtaken(address: string): void {
    this.#choices = this.#choices.filter(({ id }) => !address.includes(id))
  }

  /** One that fits, if a few looks find it. */
  fitting(fits: (text: string) => boolean, random: Random): string | undefined {
    return found(this.#texts, fits, random)
  }

  /** A text that was told under this name, or one that ends in it: a tracking code is a `code`. */
  named(wanted: Wanted, random: Random): string | undefined {
    const names = [...this.#named.keys()].filter(told => isCalled(told, wanted))
    return found(this.#named.get(random.some(names) ?? '') ?? [], wanted.fits, random)
  }

  /** Values told of one thing, as far as they fit: a case's number with its step, a guide's code with its jurisdiction. */
  together(wanted: readonly Wanted[], of: string, random: Random): Map<string, string> {
    const family = this.#cards.filter(card => card.of.some(owner => singular(owner) === singular(of)))
    const fitting = family.flatMap(({ texts }) => {
      const values = wanted.flatMap(one => {
        const told = [...texts].find(([name, text]) => isCalled(name, one) && one.fits(text))
        return told ? [[one.name, told[1]] as const] : []
      })
      return values.length === wanted.length ? [values] : []
    })
    return new Map(random.some(fitting))
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

const isCalled = (told: string, { name, alias }: Wanted) =>
  told === name || told === alias || told.endsWith(`${name[0]?.toUpperCase()}${name.slice(1)}`)
