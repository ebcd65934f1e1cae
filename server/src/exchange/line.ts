import http from 'node:http'
import https from 'node:https'
import type { Answered, Fetch } from './office.ts'
import { bodyLimit } from './post.ts'

/** Connections to partners are kept: between two nodes there is always something to say. */
const agents = {
  'http:': { request: http.request, agent: new http.Agent({ keepAlive: true }) },
  'https:': { request: https.request, agent: new https.Agent({ keepAlive: true }) },
}

/**
 * Send a request and take the answer whole. As `fetch` does it, whose streams and many objects cost as much processor time
 * as both signatures of a query; letters are small and need none of them. Redirects and statuses that are none are refused,
 * like answers over the limit: a fault in a listener would end the process. It always ends: once a connection is closed
 * without an answer, no time limit wakes it any more.
 */
export const send: Fetch = (url, { method = 'GET', headers = {}, body, signal }) =>
  new Promise((resolve, reject) => {
    // What was given up in time tells why, as with `fetch`.
    const fail = (error: unknown) => reject(signal?.aborted ? signal.reason : error)
    const { protocol } = new URL(url)
    const { request, agent } = agents[protocol === 'https:' ? 'https:' : 'http:']
    const bytes = body as Buffer
    const options = {
      method,
      headers: { ...(headers as Record<string, string>), 'content-length': bytes.length },
      ...(signal ? { signal } : {}),
    }
    let answered = false
    const sending = request(url, { ...options, agent }, answer => {
      answered = true
      const { statusCode: status = 0 } = answer
      const parts: Buffer[] = []
      let size = 0
      answer.on('data', (part: Buffer) => {
        parts.push(part)
        size += part.length
        if (size > bodyLimit) answer.destroy(new RangeError('answer too large'))
      })
      answer.on('error', fail)
      answer.on('close', () => fail(new TypeError('the answer broke off')))
      answer.on('end', () => {
        if (status < 200 || (status >= 300 && status < 400) || status > 599)
          return fail(new TypeError(`status ${status}`))
        resolve(answerOf(status, answer.headersDistinct, Buffer.concat(parts)))
      })
    })
    sending.on('error', fail)
    // Who changes the protocol (101) is hung up on without an error, and has answered nothing.
    sending.on('close', () => answered || fail(new TypeError('no answer')))
    sending.end(bytes)
  })

const answerOf = (status: number, fields: NodeJS.Dict<string[]>, body: Buffer): Answered => ({
  status,
  headers: Object.entries(fields).map(([name, values = []]): [string, string] => [name, values.join(', ')]),
  bytes: async () => body,
})
