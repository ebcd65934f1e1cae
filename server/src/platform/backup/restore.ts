import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import {
  applyMigration,
  changed,
  migrate,
  prepareMigrations,
  shippedMigrations,
} from '../database/migrate.ts'
import { writeOnce } from '../whole-file.ts'
import type { Kept } from './backup.ts'
import { Manifest } from './manifest.ts'
import { type Part, readParts } from './parts.ts'
import { openStream, readHeader, sourceOf, unreadable } from './sealed-stream.ts'
import { quoted, raiseSequences } from './tables.ts'
import { type Restored, restoredSetting } from './word.ts'

/** Small files that are written at the end, once everything before was sound. */
interface Found {
  keys: Map<string, string>
  directory: string
  trust: string
}

/**
 * Bring a node back from a file that `backUp` wrote, into an empty database and an empty folder of keys; all of it or
 * nothing. An older form of the database is brought to the newest. The directory and trust that are there stay: they may be
 * newer. The node that starts next catches up with its partners before it appends anything.
 * Throws `backup-unreadable`, `backup-of-another`, `backup-too-new`, `restore-not-empty`.
 * @returns when the backup was made
 */
export async function restore(kept: Kept, file: string, passphrase: string, now: Instant): Promise<Instant> {
  const stream = createReadStream(file)
  const source = sourceOf(stream)
  const header = await readHeader(source)
  if (header.jurisdiction !== kept.jurisdiction)
    throw problem('backup-of-another', { jurisdiction: header.jurisdiction })
  await requireEmptyFolder(kept.keysFolder)
  const client = new pg.Client({ connectionString: kept.databaseUrl })
  await client.connect()
  try {
    await client.query('begin')
    await requireEmptyDatabase(client)
    const plain = Readable.from(openStream(source, header, passphrase))
    const unzipped = createGunzip()
    // A fault of the sealed stream is thrown by whoever reads what it held.
    plain.on('error', error => unzipped.destroy(error)).pipe(unzipped)
    const { at, found } = await load(client, readParts(sourceOf(unzipped)), now)
    await raiseSequences(client)
    await writeFiles(kept, found)
    await client.query('commit').catch(async error => {
      await rm(kept.keysFolder, { recursive: true, force: true })
      throw error
    })
    await migrate(kept.databaseUrl)
    return at
  } finally {
    // Without a commit this rolls everything back.
    await client.end()
    stream.destroy()
  }
}

async function load(
  client: pg.Client,
  parts: AsyncIterable<Part>,
  now: Instant,
): Promise<{ at: Instant; found: Found }> {
  const found: Found = { keys: new Map(), directory: '', trust: '' }
  let at: Instant | undefined
  for await (const part of parts) {
    const [kind, name = ''] = part.name.split('/')
    if (kind === 'manifest') at = await build(client, Manifest.parse(JSON.parse(await textOf(part))))
    else if (kind === 'key') found.keys.set(basename(name), await textOf(part))
    else if (kind === 'file' && (name === 'directory' || name === 'trust')) found[name] = await textOf(part)
    else if (kind === 'table') await fill(client, name, part)
    else if (kind === 'jobs' && at)
      await leaveWord(client, { backupAt: at, restoredAt: now }, await textOf(part))
    else throw unreadable(`part ${part.name}`)
  }
  if (!at) throw unreadable('manifest')
  return { at, found }
}

/** Make the tables as they were: the very migrations that had been applied, no more. */
async function build(client: pg.Client, { at, migrations }: Manifest): Promise<Instant> {
  const shipped = new Map((await shippedMigrations()).map(m => [m.name, m]))
  await prepareMigrations(client)
  for (const { name, sha256 } of migrations) {
    const migration = shipped.get(name)
    if (!migration) throw problem('backup-too-new', { name })
    if (migration.sha256 !== sha256) throw changed(name)
    await applyMigration(client, migration)
  }
  return at
}

async function fill(client: pg.Client, name: string, { columns = [], content }: Part): Promise<void> {
  const text = `copy ${quoted(client, [name])} (${quoted(client, columns)}) from stdin`
  await pipeline(content, client.query(copyFrom(text)))
}

async function leaveWord(client: pg.Client, when: Omit<Restored, 'jobs'>, jobs: string): Promise<void> {
  const word: Restored = { ...when, jobs: JSON.parse(jobs) }
  await client.query(
    'insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value',
    [restoredSetting, JSON.stringify(word)],
  )
}

async function writeFiles(kept: Kept, { keys, directory, trust }: Found): Promise<void> {
  await mkdir(kept.keysFolder, { recursive: true, mode: 0o700 })
  for (const [name, text] of keys) await writeOnce(join(kept.keysFolder, name), text)
  for (const [file, text] of [
    [kept.directoryFile, directory],
    [kept.trustFile, trust],
  ] as const) {
    await mkdir(dirname(file), { recursive: true })
    await writeOnce(file, text)
  }
}

async function requireEmptyFolder(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return []
  })
  if (entries.length > 0) throw problem('restore-not-empty', { place: folder })
}

async function requireEmptyDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    "select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname in ('public', 'pgboss') limit 1",
  )
  if (rowCount) throw problem('restore-not-empty', { place: 'DATABASE_URL' })
}

async function textOf({ content }: Part): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}
