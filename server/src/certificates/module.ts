import { problem } from '@lianqiao/model/problems/problem.ts'
import type { FastifyInstance } from 'fastify'
import type { Module } from '../platform/module.ts'
import type { Node } from '../platform/node.ts'
import { issueForCase } from './actions/issue.ts'
import { revokeOfCase } from './actions/revoke.ts'
import { routes } from './routes.ts'
import { statusListJwt } from './status-list.ts'
import { beginListAfterRestore } from './store.ts'

/** Electronic licences (电子证照): issued, presented, verified, revoked. */
export const certificates: Module = {
  name: 'certificates',
  routes,
  jobs: {
    'certificate.issue': { work: issueForCase },
    'certificate.revoke': { work: revokeOfCase },
  },
  mount: mountStatusLists,
  restored: (_node, tx, { restoredAt }) => beginListAfterRestore(tx, restoredAt),
}

/** The path of status lists stands in credentials for ever and answers a JWT: no endpoint of the model. */
function mountStatusLists(app: FastifyInstance, node: Node): void {
  app.get<{ Params: { list: string } }>('/certificates/status/:list', async (request, reply) => {
    const { list } = request.params
    if (!/^[1-9]\d{0,8}$/.test(list)) throw problem('not-found')
    const jwt = await statusListJwt(node, Number(list))
    return reply
      .type('application/statuslist+jwt')
      .header('access-control-allow-origin', '*')
      .header('cache-control', 'public, max-age=60')
      .send(jwt)
  })
}
