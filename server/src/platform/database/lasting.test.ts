import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestDatabase } from '../../../../test/support/database.ts'
import { openDatabase } from './database.ts'
import { GatheringSocket } from './gathering-socket.ts'
import { lasting } from './lasting.ts'

let database: Awaited<ReturnType<typeof startTestDatabase>>
beforeAll(async () => {
  database = await startTestDatabase(1)
})
afterAll(() => database?.stop())

/** Which timer the kernel runs for the connection of a local port (proc(5), `tr`); `02` is keep-alive. */
async function timerOf(port: number): Promise<string | undefined> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const lines = (await readFile('/proc/net/tcp', 'utf8')).split('\n').map(line => line.trim().split(/\s+/))
  return lines.find(([, local]) => local?.endsWith(`:${hex}`))?.[5]?.slice(0, 2)
}

describe('a connection to the database', () => {
  it.runIf(process.platform === 'linux')('is asked after while it is silent', async () => {
    const db = openDatabase(database.url)
    const { rows } = await sql<{ port: number }>`select inet_client_port() as port`.execute(db)
    expect(await timerOf(rows[0]?.port ?? 0)).toBe('02')
    await db.destroy()
  })

  it('is opened anew after its time, and nobody notices', async () => {
    const pool = new pg.Pool({ ...lasting, connectionString: database.url, max: 1, maxLifetimeSeconds: 0.05 })
    const backend = async () => (await pool.query('select pg_backend_pid() as pid')).rows[0].pid
    const removed = once(pool, 'remove')
    const first = await backend()
    await removed
    expect(await backend()).not.toBe(first)
    await pool.end()
  })

  it('that cannot be made is given up in time', async () => {
    // Whoever looks the host up is never answered.
    const socket = new GatheringSocket(20)
    const failed = once(socket, 'error')
    socket.connect({ host: 'database', port: 1, lookup: () => {} })
    expect((await failed)[0]).toMatchObject({ code: 'ETIMEDOUT' })
  })

  it('that was made stays when the time for connecting is over', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const socket = new GatheringSocket()
    const { hostname, port } = new URL(database.url)
    socket.connect(Number(port), hostname)
    await once(socket, 'connect')
    vi.advanceTimersByTime(3_600_000)
    expect(socket.destroyed).toBe(false)
    socket.destroy()
    vi.useRealTimers()
  })
})
