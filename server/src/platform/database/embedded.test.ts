import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../net.ts'
import { openEmbedded, startEmbedded } from './embedded.ts'

/** A root from whom a container took the right to lend his rights is told so; there is nothing to try. */
const isWholeRoot =
  process.getuid?.() === 0 && spawnSync('setpriv', ['--securebits=+no_setuid_fixup', 'true']).status === 0

// Root's own folder is such a one on most machines; a project cloned there runs as anywhere else.
test.runIf(isWholeRoot)('root may keep the database where nobody else may look', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'lianqiao-closed-'))
  onTestFinished(() => rm(closed, { recursive: true, force: true }))
  await chmod(closed, 0o700)
  const embedded = await startEmbedded({
    folder: join(closed, 'pg'),
    port: await freePort(),
    password: 'secret',
    flags: ['-c', 'fsync=off'],
  })
  onTestFinished(embedded.stop)
  const client = new pg.Client({ connectionString: await embedded.database('held') })
  await client.connect()
  onTestFinished(() => client.end())
  expect((await client.query('select current_database()')).rows).toEqual([{ current_database: 'held' }])
})

test.each([
  { where: 'a usual folder', deep: 'pg', by: 'a socket in it', address: null },
  {
    where: 'a folder too deep for one',
    deep: `${'deep/'.repeat(20)}pg`,
    by: 'loopback',
    address: '127.0.0.1',
  },
])('the database in $where is reached by $by', async ({ deep, address }) => {
  const root = await mkdtemp(join(tmpdir(), 'lianqiao-way-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  await chmod(root, 0o755)
  const folder = join(root, deep)
  const options = { port: await freePort(), password: 'a secret / of ours', flags: ['-c', 'fsync=off'] }
  const embedded = await startEmbedded({ folder, ...options })
  onTestFinished(embedded.stop)
  // Also for who finds the server running, as a command beside the demonstration does.
  const again = await openEmbedded({ folder, password: options.password })
  for (const { database } of [embedded, again]) {
    const client = new pg.Client({ connectionString: await database('way') })
    await client.connect()
    const { rows } = await client.query('select host(inet_server_addr()) as address')
    await client.end()
    expect(rows).toEqual([{ address }])
  }
})
