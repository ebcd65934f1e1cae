import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../net.ts'
import { startEmbedded } from './embedded.ts'

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
