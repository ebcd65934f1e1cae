import { once } from 'node:events'
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

describe('a connection to the database', () => {
  it('is asked after while it is silent', async () => {
    const asked = vi.spyOn(GatheringSocket.prototype, 'setKeepAlive')
    const db = openDatabase(database.url)
    await sql`select 1`.execute(db)
    expect(asked.mock.calls).toEqual([[true, lasting.keepAliveInitialDelayMillis]])
    await db.destroy()
    asked.mockRestore()
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
    const { port } = new URL(database.url)
    socket.connect(Number(port), '127.0.0.1')
    await once(socket, 'connect')
    vi.advanceTimersByTime(3_600_000)
    expect(socket.destroyed).toBe(false)
    socket.destroy()
    vi.useRealTimers()
  })
})
