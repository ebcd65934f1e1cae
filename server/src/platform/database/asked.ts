import { type Compilable, CompiledQuery } from 'kysely'
import type { Connection } from './database.ts'

/**
 * Ask what nearly every request asks, with its text as it stands: for Kysely to build it anew takes as long as to answer it.
 * `R` is what the text selects, by the names it gives.
 */
export async function asked<R>(db: Connection, text: string, values: readonly unknown[]): Promise<R[]> {
  const { rows } = await db.executeQuery<R>(CompiledQuery.raw(text, [...values]))
  return rows
}

/** A change as its text stands, for `write`; the text begins with `insert into "table"`, `update "table"` or `delete from "table"`. */
export function statement(text: string, values: readonly unknown[]): Compilable {
  return { compile: () => CompiledQuery.raw(text, [...values]) as never }
}
