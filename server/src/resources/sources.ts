import { ResourceAnswer, type ResourceQuery } from '@lianqiao/model/catalogue/resource-query.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import { requireDataGrant } from '../federation/index.ts'
import { compiled } from '../platform/compiled.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import { transaction } from '../platform/transaction.ts'
import { resourceOf } from './catalogue.ts'
import { askRegister } from './registry.ts'
import { findRow } from './store/rows.ts'

/** A query whose fields may be left to what is allowed. */
type Question = Omit<ResourceQuery, 'fields'> & { fields?: string[] | undefined }

/** What a register said – nothing where it holds no such person – and the rule or agreement that let us ask. */
export interface Said {
  answer: ResourceAnswer | undefined
  basis: string
}

/** Writes what was said, or that nothing was, before anybody sees it. */
type Keep<T> = (tx: Tx, said: Said) => Promise<T>

/** Ask an own register: for a purpose that its catalogue entry names. Throws `not-found`, `purpose-not-allowed`, `bad-input`. */
export async function askHere<T>(
  node: Node,
  { resource: code, subject, purpose, fields }: Question,
  keep: Keep<T>,
): Promise<T> {
  const resource = await resourceOf(node, code)
  if (!resource.purposes.includes(purpose))
    throw problem('purpose-not-allowed', { purpose, resource: resource.name })
  const all = resource.fields.map(f => f.name)
  const asked = fields ?? all
  if (!asked.every(name => all.includes(name)))
    throw problem('bad-input', { count: 1 }, [
      { pointer: '/fields', zh: '资源中没有此信息项', en: 'The resource has no such field' },
    ])
  const question = { subject, asked, allowed: all }
  const answer = await askRegister(node, resource, question, row => findRow(node.db, row))
  return transaction(node.db, tx => keep(tx, { answer, basis: resource.basis }))
}

/**
 * Ask a partner's register, under an agreement that both signed. An answer with more than was asked is no answer: what this
 * side may not have, it does not take. Throws the refusals of the agreement, and of the exchange.
 */
export async function askThere<T>(
  node: Node,
  provider: JurisdictionCode,
  { resource, subject, purpose, item, fields, consent, organ }: Question,
  traceId: string,
  keep: Keep<T>,
): Promise<T> {
  const question = { resource, provider, consumer: node.jurisdiction, purpose, fields: fields ?? [] }
  const { grant, agreement } = await requireDataGrant(node, node.db, question)
  const basis = agreement.document.number
  const asked = fields ?? grant.fields
  const query: ResourceQuery = { resource, subject, purpose, item, fields: asked, consent, organ }
  const taken = (told: unknown): ResourceAnswer => {
    const answer = compiled(ResourceAnswer).safeParse(told).data
    if (
      answer?.provider !== provider ||
      answer.resource !== resource ||
      !answer.fields.every(field => asked.includes(field.name))
    )
      throw problem('message-invalid', { reason: 'answer' })
    return answer
  }
  try {
    return await node.exchange.query(provider, 'resource.query', query, {
      traceId,
      basis,
      keep: (tx, told) => keep(tx, { answer: taken(told), basis }),
    })
  } catch (error) {
    if (error instanceof Problem && error.code === 'no-data-found')
      await transaction(node.db, tx => keep(tx, { answer: undefined, basis }))
    throw error
  }
}
