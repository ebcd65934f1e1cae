import { connect, createServer, type Socket } from 'node:net'
import { pipeline } from 'node:stream'

/**
 * One address for several replicas: every connection goes to the next one in turn, or to the one after it where that does
 * not answer. It reads nothing and remembers nobody; a replica that dies takes its connections with it, and whoever was
 * waiting asks again with the same command.
 *
 * @param ports of the replicas on the same host that stand now, asked at every connection
 */
export async function startRoundRobin(
  at: { host: string; port: number },
  ports: () => readonly number[],
): Promise<{ stop(): Promise<void> }> {
  const open = new Set<Socket>()
  let turn = 0
  const server = createServer(client => {
    keep(client)
    const all = ports()
    const first = turn++
    const tryNext = (tried: number) => {
      const port = all[(first + tried) % all.length]
      if (port === undefined || tried === all.length || client.destroyed) return void client.destroy()
      const replica = keep(connect(port, at.host))
      const next = () => tryNext(tried + 1)
      replica.once('error', next)
      replica.once('connect', () => {
        replica.off('error', next)
        // What ends or breaks one side ends the other.
        pipeline(client, replica, client, () => {})
      })
    }
    tryNext(0)
  })
  const keep = (socket: Socket) => {
    open.add(socket)
    socket.on('error', () => {})
    return socket.once('close', () => open.delete(socket))
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port, at.host, resolve)
  })
  return {
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}
