import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from './net.ts'

test('who looks for ports at the same time gets others, none that a client may be lent', async () => {
  const ports = await Promise.all(Array.from({ length: 200 }, () => freePort()))
  expect(new Set(ports).size).toBe(200)
  expect(Math.max(...ports)).toBeLessThan(32_768)
})

test('several in a row can all be listened at', async () => {
  const base = await freePort(3)
  const servers = [0, 1, 2].map(i => createServer().listen(base + i, '127.0.0.1'))
  await Promise.all(servers.map(server => once(server, 'listening')))
  for (const server of servers) server.close()
})
