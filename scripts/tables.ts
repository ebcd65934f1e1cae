/**
 * Print the table types of the migrated database to server/src/platform/database/tables.ts (`npm run tables`), or say
 * that the file is not what the migrations make (`npm run tables -- --check`).
 */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate, getDialect } from 'kysely-codegen'
import { openDatabase } from '../server/src/platform/database/database.ts'
import { startEmbedded } from '../server/src/platform/database/embedded.ts'
import { migrate } from '../server/src/platform/database/migrate.ts'
import { freePort } from '../server/src/platform/net.ts'

const target = join(import.meta.dirname, '../server/src/platform/database/tables.ts')
const folder = await mkdtemp(join(tmpdir(), 'lianqiao-tables-'))
await chmod(folder, 0o777)
const server = await startEmbedded({
  folder: join(folder, 'pg'),
  port: await freePort(),
  password: 'tables',
  flags: ['-c', 'fsync=off'],
})
try {
  const url = await server.database('tables')
  await migrate(url)
  const db = openDatabase(url, 2)
  const made = await generate({
    db,
    dialect: getDialect('postgres'),
    outFile: null,
    excludePattern: 'pgboss.*',
    typeMapping: { int8: 'number' },
  })
  await db.destroy()
  if (process.argv.includes('--check')) {
    if ((await readFile(target, 'utf8')) !== made) {
      console.error('tables.ts is not what the migrations make: run npm run tables')
      process.exitCode = 1
    }
  } else await writeFile(target, made)
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
