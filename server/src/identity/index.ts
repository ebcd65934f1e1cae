import type { ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import type { FastifyRequest } from 'fastify'
import type { Node } from '../platform/node.ts'
import { sessionOf } from './session.ts'

export { residentSubject } from './claims.ts'
export { identity } from './module.ts'
export { authenticate } from './session.ts'

/** The resident id of the signed-in resident, as the identity provider vouches for it; undefined for everyone else. */
export async function residentIdOf(call: {
  node: Node
  request: FastifyRequest
}): Promise<ResidentId | undefined> {
  return (await sessionOf(call.node, call.request))?.residentId
}
