import pg from 'pg'

/** Texts that were given a name, by text: `s1`, `s2`, … */
const names = new Map<string, string>()

/** Every connection keeps the plan of every name; more different texts than these no node asks again and again. */
const mostNames = 300

/**
 * Connections that let PostgreSQL read and plan a statement once: parsing and planning an insert costs more than doing it.
 * Not those whose best plan hangs on the values that are asked for (the first rows of a long list), nor those whose columns
 * are the table's of the day, which a migration changes under a process of the version before.
 */
export class PreparingClient extends pg.Client {
  override query(...asked: unknown[]): never {
    const [text, values] = asked
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
      return Reflect.apply(super.query, this, asked) as never
    return super.query({ name: nameOf(text), text, values }) as never
  }
}

/**
 * Stands in a statement that is to be planned once although it takes the first rows of an order: it walks along an index
 * that is made for it, whatever the values; planning its many walks costs more than walking. Its limits are literals, for of
 * a limit that it does not know PostgreSQL expects a tenth of the table.
 */
export const onePlan = '/* one plan */'

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  const dependsOnValues = /\b(?:order by|limit)\b/.test(text) && !text.includes(onePlan)
  if (known || names.size >= mostNames || dependsOnValues || /select (?:"\w+"\.)?\*|returning \*/.test(text))
    return known
  const name = `s${names.size + 1}`
  names.set(text, name)
  return name
}
