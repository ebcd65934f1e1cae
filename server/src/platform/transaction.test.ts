import { type Compilable, sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { Tx } from './database/database.ts'
import { gathered } from './database/gathered.ts'
import { insertInto } from './database/insert.ts'
import { beside, transaction, write } from './transaction.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await startTestDatabase(1)
})
afterAll(() => database.stop())

const serial = (tx: Tx, scope: string, last: number): Compilable =>
  tx
    .insertInto('serial')
    .values({ scope, last })
    .onConflict(c => c.column('scope').doUpdateSet({ last }))

const setting = (tx: Tx, name: string, value: string | null): Compilable =>
  tx.insertInto('setting').values({ name, value: value as string })

const lastOf = (scope: string) =>
  database.db.selectFrom('serial').select('last').where('scope', '=', scope).executeTakeFirst()

it('what nobody waits for leaves as one statement, and all of it is kept', async () => {
  await transaction(database.db, async tx => {
    await write(tx, serial(tx, 'one', 7))
    await write(tx, setting(tx, 'one', '{"a":1}'))
    await write(tx, tx.updateTable('link').set({ failures: 1 }).where('peer', '=', 'none'))
  })
  // Rows that one statement wrote bear the same number of a command in their transaction.
  const { rows } = await sql<{ serial: string; setting: string; value: unknown }>`
    select s.cmin::text as serial, t.cmin::text as setting, t.value
    from serial s, setting t where s.scope = 'one' and t.name = 'one'`.execute(database.db)
  expect(rows).toEqual([{ serial: '0', setting: '0', value: { a: 1 } }])
})

it('the same table written twice is written in that order, and a question sees what was written before it', async () => {
  const seen = await transaction(database.db, async tx => {
    await write(tx, serial(tx, 'twice', 1))
    await write(tx, serial(tx, 'twice', 2))
    const row = await tx.selectFrom('serial').select('last').where('scope', '=', 'twice').executeTakeFirst()
    await write(tx, serial(tx, 'twice', 3))
    return row?.last
  })
  expect(seen).toBe(2)
  expect(await lastOf('twice')).toEqual({ last: 3 })
})

it('where one of them fails nothing is kept, the fault is told, and the connection goes on', async () => {
  const failing = transaction(database.db, async tx => {
    await write(tx, serial(tx, 'failed', 1))
    await write(tx, setting(tx, 'failed', null))
  })
  await expect(failing).rejects.toMatchObject({ code: '23502', column: 'value' })
  expect(await lastOf('failed')).toBeUndefined()
  await transaction(database.db, tx => write(tx, serial(tx, 'failed', 2)))
  expect(await lastOf('failed')).toEqual({ last: 2 })
})

it('a transaction that is given up leaves none of its writes', async () => {
  const givenUp = transaction(database.db, async tx => {
    await write(tx, serial(tx, 'given up', 1))
    throw new RangeError('no')
  })
  await expect(givenUp).rejects.toThrow(RangeError)
  expect(await lastOf('given up')).toBeUndefined()
})

it('a prepared statement that fails in one transaction is asked again in the next', async () => {
  const ask = (tx: Tx, id: string) =>
    sql<{ n: number }>`select ${id}::text::int + 41 as n /* prepared */`.execute(tx)
  await expect(transaction(database.db, tx => ask(tx, 'x'))).rejects.toMatchObject({ code: '22P02' })
  const { rows } = await transaction(database.db, tx => ask(tx, '1'))
  expect(rows).toEqual([{ n: 42 }])
})

const insertSerials = insertInto('serial')
const put = (tx: Tx, scope: string, last: number) => write(tx, insertSerials([{ scope, last }]))
const found = gathered<{ scope: string; last: number; asked: number }>(
  async (db, scopes) => {
    const { rows } = await sql<{ scope: string; last: number }>`
      select scope, last from serial where scope = any (${scopes})`.execute(db)
    return rows.map(row => ({ ...row, asked: scopes.length }))
  },
  row => row.scope,
)

it('what is done beside other work asks together with it, and what it leaves at its end leaves with it', async () => {
  const seen = await transaction(database.db, tx =>
    Promise.all(
      ['left', 'right'].map(scope =>
        beside(tx, async tx => {
          await put(tx, scope, 1)
          const own = await found(tx, scope)
          await put(tx, `${scope} end`, 2)
          return own
        }),
      ),
    ),
  )
  expect(seen).toEqual(['left', 'right'].map(scope => ({ scope, last: 1, asked: 2 })))
  const { rows } = await sql<{ commands: string }>`
    select string_agg(distinct cmin::text, ',') as commands from serial where scope in ('left end', 'right end')`.execute(
    database.db,
  )
  expect(rows[0]?.commands).toMatch(/^\d+$/)
})

it('a question that was not asked yet when its transaction is given up is asked in no other', async () => {
  const late: Promise<unknown>[] = []
  const givenUp = transaction(database.db, async tx => {
    await put(tx, 'nobody sees', 1)
    late.push(found(tx, 'nobody sees'))
    throw new RangeError('no')
  })
  await expect(givenUp).rejects.toThrow(RangeError)
  expect(await Promise.all(late)).toMatchObject([{ scope: 'nobody sees' }])
  expect(await lastOf('nobody sees')).toBeUndefined()
})
