import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { send } from './line.ts'
import { bodyLimit } from './post.ts'

let server: Server
let url: string
const connections = new Set<unknown>()

beforeAll(async () => {
  server = createServer((request, response) => {
    connections.add(request.socket)
    switch (request.url) {
      case '/silent':
        return
      case '/elsewhere':
        return void response.writeHead(307, { location: '/echo' }).end()
      case '/nonsense':
        return void response.writeHead(999).end('?')
      case '/other-protocol':
        return void request.socket.end(
          'HTTP/1.1 101 Switching Protocols\r\nupgrade: other\r\nconnection: upgrade\r\n\r\n',
        )
      case '/half':
        return void response
          .writeHead(200, { 'content-length': 9 })
          .write('half', () => request.socket.destroy())
      case '/endless':
        return void response.writeHead(200).end(Buffer.alloc(bodyLimit + 1))
      default:
        response.writeHead(422, { 'content-type': 'application/jose', 'x-twice': ['a', 'b'] })
        request.pipe(response)
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const post = (path: string, signal?: AbortSignal) =>
  send(`${url}${path}`, {
    method: 'POST',
    body: Buffer.from('信'),
    headers: {},
    ...(signal ? { signal } : {}),
  })

test('carries the letter there and the answer back, whatever its status, over a connection that is kept', async () => {
  for (const _ of ['first', 'second']) {
    const answer = await post('/echo')
    expect(answer.status).toBe(422)
    const fields = new Map(answer.headers)
    expect(fields.get('content-type')).toBe('application/jose')
    expect(fields.get('x-twice')).toBe('a, b')
    expect(Buffer.from(await answer.bytes()).toString()).toBe('信')
  }
  expect(connections.size).toBe(1)
})

test('is led nowhere else, and reads no more than the limit', async () => {
  await expect(post('/elsewhere')).rejects.toThrow(TypeError)
  await expect(post('/endless')).rejects.toThrow(RangeError)
})

test('takes no answer that is none, and none that breaks off', async () => {
  await expect(post('/nonsense')).rejects.toThrow('status 999')
  await expect(post('/half')).rejects.toMatchObject({ code: 'ECONNRESET' })
  // Who waited for ever for one answer would never send that partner anything again.
  await expect(post('/other-protocol')).rejects.toThrow(TypeError)
})

test('tells of time that ran out as such, and of nobody there', async () => {
  await expect(post('/silent', AbortSignal.timeout(50))).rejects.toMatchObject({ name: 'TimeoutError' })
  const closed = send('http://127.0.0.1:9/x', { method: 'POST', body: Buffer.alloc(0) })
  await expect(closed).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
