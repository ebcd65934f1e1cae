import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below the range from which systems lend ports to clients (32768 on), above 10080, which `fetch` and browsers refuse. */
const from = 10_081
const to = 30_000

/**
 * A loopback port that is free and stays ours: the first of `room` in a row. What is free now may be taken the next moment,
 * by a client that any system lends such a port, or by another process that looked at the same time. So it comes from where
 * nothing is lent, and as long as this process lives its number is held as a UDP port, at which every other look here fails.
 */
export async function freePort(room = 1): Promise<number> {
  for (;;) {
    const base = randomInt(from, to - room)
    const ports = Array.from({ length: room }, (_, i) => base + i)
    const held = await Promise.all(ports.map(hold))
    const free = held.every(Boolean) && (await Promise.all(ports.map(nobodyListens))).every(Boolean)
    if (free) return base
    for (const socket of held) socket?.close()
  }
}

/** Bind the UDP port of that number, until the process ends; nothing waits for it. */
async function hold(port: number) {
  const socket = createSocket('udp4').unref()
  socket.bind({ port, address: '127.0.0.1', exclusive: true })
  try {
    await once(socket, 'listening')
    return socket
  } catch {
    socket.close()
    return undefined
  }
}

async function nobodyListens(port: number): Promise<boolean> {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
