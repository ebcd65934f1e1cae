import { createReadStream, createWriteStream } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Instant } from '@lianqiao/model/records/action.ts'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Config } from '../config.ts'
import { appliedMigrations } from '../database/migrate.ts'
import type { Manifest } from './manifest.ts'
import { type Part, writeParts } from './parts.ts'
import { makeHeader, sealStream } from './sealed-stream.ts'
import { quoted, storedTables } from './tables.ts'

/** What of a node's configuration a backup is made of. */
export type Kept = Pick<Config, 'jurisdiction' | 'databaseUrl' | 'keysFolder' | 'directoryFile' | 'trustFile'>

/**
 * Write a backup of a node to a file: its database as it stood at one instant, its keys, directory and trust; sealed with a
 * passphrase. The node may go on working meanwhile. The file is there whole or not at all.
 */
export async function backUp(kept: Kept, file: string, passphrase: string, at: Instant): Promise<void> {
  const client = new pg.Client({ connectionString: kept.databaseUrl })
  await client.connect()
  const draft = `${file}.part`
  try {
    await client.query('begin transaction isolation level repeatable read, read only')
    const header = makeHeader({ jurisdiction: kept.jurisdiction, at })
    const zipped = createGzip()
    const plain = Readable.from(writeParts(partsOf(kept, client, at)))
    // A fault of the parts is thrown by whoever reads what is made of them.
    plain.on('error', error => zipped.destroy(error)).pipe(zipped)
    await pipeline(
      sealStream(header, passphrase, zipped),
      createWriteStream(draft, { mode: 0o600, flush: true }),
    )
    await rename(draft, file)
  } finally {
    await client.end()
    await rm(draft, { force: true })
  }
}

async function* partsOf(kept: Kept, client: pg.Client, at: Instant): AsyncGenerator<Part> {
  const migrations = [...(await appliedMigrations(client))].map(([name, sha256]) => ({ name, sha256 }))
  yield jsonPart('manifest', { at, jurisdiction: kept.jurisdiction, migrations } satisfies Manifest)
  for (const entry of (await readdir(kept.keysFolder, { withFileTypes: true })).filter(e => e.isFile()))
    yield filePart('key', join(kept.keysFolder, entry.name))
  yield { ...filePart('file', kept.directoryFile), name: 'file/directory' }
  yield { ...filePart('file', kept.trustFile), name: 'file/trust' }
  for (const { name, columns } of await storedTables(client)) {
    const text = `copy ${quoted(client, [name])} (${quoted(client, columns)}) to stdout`
    yield { name: `table/${name}`, columns, content: client.query(copyTo(text)) }
  }
  // In the queue's own tables they would tie the backup to a version of the queue.
  const jobs = await client.query<{ queue: string; data: unknown }>(
    "select name as queue, data from pgboss.job where state in ('created', 'retry', 'active') order by created_on",
  )
  yield jsonPart('jobs', jobs.rows)
}

const jsonPart = (name: string, value: unknown): Part => ({
  name,
  content: Readable.from([Buffer.from(JSON.stringify(value))]),
})

const filePart = (kind: string, path: string): Part => ({
  name: `${kind}/${basename(path)}`,
  content: createReadStream(path),
})
