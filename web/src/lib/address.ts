/**
 * What stands in an address, as a page takes it: people and other programs write there too, so a wrong word is passed over.
 * By hand and not by a schema, for the addresses of all pages are known to every page, and a resident's telephone would load
 * a whole library for it.
 */

/** The word, where it is one of those. */
export const oneOf = <Word extends string>(value: unknown, words: Record<Word, true>): Word | undefined =>
  typeof value === 'string' && Object.hasOwn(words, value) ? (value as Word) : undefined

/** A text that is not empty and of `longest` characters at most. */
export const textOf = (value: unknown, longest: number): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined

/** Leave out what is not said. */
export const said = <T extends object>(search: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as never
