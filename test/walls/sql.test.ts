import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const server = join(import.meta.dirname, '../../server/src')

/** Where SQL may stand: a module's store, and the platform's own tables (audit, outbox, settings). */
const maySpeakSql = /^platform\/|\/store\.ts$|\/store\/|\.test\.ts$/

const speaksSql =
  /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|with(Recursive)?)\(\s*['"`(]|\bsql`/

test('only stores and the platform speak SQL', () => {
  const elsewhere = readdirSync(server, { recursive: true, encoding: 'utf8' })
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => file.endsWith('.ts') && !maySpeakSql.test(file))
    .filter(file => speaksSql.test(readFileSync(join(server, file), 'utf8')))
  expect(elsewhere).toEqual([])
})
