import type { z } from 'zod'
import type { Permission } from '../people/permissions.ts'

/** Bytes with a name, for endpoints that answer with a document. */
export interface FileAnswer {
  mediaType: string
  filename: string
  bytes: Uint8Array
}

/**
 * One endpoint, said once: the server mounts it, the browser calls it, the OpenAPI document prints it. What it does
 * not name, it does not take. `body: 'file'` takes raw bytes, `output: 'file'` answers with them.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Input extends z.ZodType | 'file' = z.ZodType | 'file',
  Output extends z.ZodType | 'file' = z.ZodType | 'file',
> {
  /** `cases.list`: the name that logs, audit and tests use. */
  name: string
  summary: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Fastify path, `/api/cases/:id`. Never holds personal data. */
  path: string
  permission: Permission
  /** Calls that one address may make in a minute, where fewer than the node's ordinary limit. */
  perMinute?: number
  params?: Params
  query?: Query
  body?: Input
  output: Output
}

/** Identity function that keeps the exact types. */
export function endpoint<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Input extends z.ZodType | 'file',
  Output extends z.ZodType | 'file',
>(e: Endpoint<Params, Query, Input, Output>): Endpoint<Params, Query, Input, Output> {
  return e
}

type Of<T, Fallback> = T extends z.ZodType ? z.infer<T> : Fallback
type Sent<T, Fallback> = T extends z.ZodType ? z.input<T> : Fallback

/** What a handler receives and answers. */
export type ParamsOf<E> = E extends Endpoint<infer P, infer _Q, infer _I, infer _O> ? Of<P, unknown> : never
export type QueryOf<E> = E extends Endpoint<infer _P, infer Q, infer _I, infer _O> ? Of<Q, unknown> : never
export type InputOf<E> = E extends Endpoint<infer _P, infer _Q, infer I, infer _O> ? Of<I, Uint8Array> : never
export type OutputOf<E> =
  E extends Endpoint<infer _P, infer _Q, infer _I, infer O> ? Of<O, FileAnswer> : never

/** What a caller sends. */
export type SentParams<E> =
  E extends Endpoint<infer P, infer _Q, infer _I, infer _O> ? Sent<P, unknown> : never
export type SentQuery<E> =
  E extends Endpoint<infer _P, infer Q, infer _I, infer _O> ? Sent<Q, unknown> : never
export type SentInput<E> =
  E extends Endpoint<infer _P, infer _Q, infer I, infer _O> ? Sent<I, Uint8Array> : never
