import type { Endpoint, InputOf, OutputOf, ParamsOf, QueryOf } from '@lianqiao/model/api/endpoint.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { type Language, problem } from '@lianqiao/model/problems/problem.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { compiled } from '../compiled.ts'
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

/** An answer that was held against its endpoint and spelt out as JSON before, to be sent as it is. Only `spell` makes it. */
export class Spelt {
  readonly bytes: Buffer
  constructor(bytes: Buffer) {
    this.bytes = bytes
  }
}

/** Hold an answer against its endpoint, which drops what that does not promise, and spell it out. */
export function spell<E extends Endpoint>(endpoint: E, answer: OutputOf<E>): Spelt {
  if (endpoint.output === 'file') throw new TypeError(`${endpoint.name} answers with a file`)
  return new Spelt(Buffer.from(JSON.stringify(compiled(endpoint.output).parse(answer))))
}

/** Tie an endpoint of the model to the action that does it. */
export function route<E extends Endpoint<never, never, never, never> | Endpoint>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<OutputOf<E> | Spelt>,
): Route {
  return { endpoint: endpoint as unknown as Endpoint, handle: handle as unknown as Route['handle'] }
}

/** The signed-in person of a call whose endpoint is not public. */
export function whoOf(call: { who: Principal | undefined }): Principal {
  if (!call.who) throw problem('sign-in-needed')
  return call.who
}
