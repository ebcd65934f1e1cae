import { createServer } from 'node:http'
import { exposition } from './metrics.ts'
import type { Module } from './module.ts'
import type { Node } from './node.ts'
import { readingsOf } from './readings.ts'

/**
 * Answer `GET /metrics` on a port of its own, away from the one that browsers and partners reach: who may ask is a matter of
 * the operator's network. @returns how to stop
 */
export async function serveMetrics(
  node: Node,
  modules: readonly Module[],
  at: { host: string; port: number },
): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    readingsOf(node, modules)
      .then(readings => exposition(node.metrics, node.jurisdiction, readings))
      .then(text => response.writeHead(200, { 'content-type': node.metrics.registry.contentType }).end(text))
      .catch(err => {
        node.log.error({ err }, 'the metrics could not be told')
        response.writeHead(500).end()
      })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port, at.host, resolve)
  })
  return () =>
    new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
}
