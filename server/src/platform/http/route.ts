import type { Endpoint, InputOf, OutputOf, ParamsOf, QueryOf } from '@lianqiao/model/api/endpoint.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { type Language, problem } from '@lianqiao/model/problems/problem.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Node } from '../node.ts'

/** One call of an endpoint, checked: signed in where needed, permitted, input parsed. */
export interface Call<E> {
  node: Node
  who: Principal | undefined
  params: ParamsOf<E>
  query: QueryOf<E>
  body: InputOf<E>
  traceId: string
  language: Language
  request: FastifyRequest
  reply: FastifyReply
}

export interface Route {
  endpoint: Endpoint
  handle: (call: Call<Endpoint>) => Promise<unknown>
}

/** Tie an endpoint of the model to the action that does it. */
export function route<E extends Endpoint<never, never, never, never> | Endpoint>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<OutputOf<E>>,
): Route {
  return { endpoint: endpoint as unknown as Endpoint, handle: handle as unknown as Route['handle'] }
}

/** The signed-in person of a call whose endpoint is not public. */
export function whoOf(call: { who: Principal | undefined }): Principal {
  if (!call.who) throw problem('sign-in-needed')
  return call.who
}
