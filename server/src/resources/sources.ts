import { ResourceAnswer, type ResourceQuery } from '@lianqiao/model/catalogue/resource-query.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import { requireDataGrant } from '../federation/index.ts'
import type { Node } from '../platform/node.ts'
import { resourceOf } from './catalogue.ts'
import { askRegister } from './registry.ts'

/** A query whose fields may be left to what is allowed. */
type Question = Omit<ResourceQuery, 'fields'> & { fields?: string[] | undefined }

/** What a register said – nothing where it holds no such person – and the rule or agreement that let us ask. */
export interface Said {
  answer: ResourceAnswer | undefined
  basis: string
  /** A partner's own words for having nothing. */
  problem?: Problem
}

/** Ask an own register: for a purpose that its catalogue entry names. Throws `not-found`, `purpose-not-allowed`, `bad-input`. */
export async function askHere(
  node: Node,
  { resource: code, subject, purpose, fields }: Question,
): Promise<Said> {
  const resource = await resourceOf(node, code)
  if (!resource.purposes.includes(purpose))
    throw problem('purpose-not-allowed', { purpose, resource: resource.name })
  const all = resource.fields.map(f => f.name)
  const asked = fields ?? all
  if (!asked.every(name => all.includes(name)))
    throw problem('bad-input', { count: 1 }, [
      { pointer: '/fields', zh: '资源中没有此信息项', en: 'The resource has no such field' },
    ])
  return {
    answer: await askRegister(node, node.db, resource, { subject, asked, allowed: all }),
    basis: resource.basis,
  }
}

/**
 * Ask a partner's register, under an agreement that both signed. An answer with more than was asked is no answer: what this
 * side may not have, it does not take. Throws the refusals of the agreement, and of the exchange.
 */
export async function askThere(
  node: Node,
  provider: JurisdictionCode,
  { resource, subject, purpose, item, fields, consent, organ }: Question,
  traceId: string,
): Promise<Said> {
  const question = { resource, provider, consumer: node.jurisdiction, purpose, fields: fields ?? [] }
  const { grant, agreement } = await requireDataGrant(node, node.db, question)
  const basis = agreement.document.number
  const asked = fields ?? grant.fields
  const query: ResourceQuery = { resource, subject, purpose, item, fields: asked, consent, organ }
  try {
    const told = ResourceAnswer.safeParse(
      await node.exchange.query(provider, 'resource.query', query, { traceId, basis }),
    )
    const answer = told.data
    if (
      answer?.provider !== provider ||
      answer.resource !== resource ||
      !answer.fields.every(field => asked.includes(field.name))
    )
      throw problem('message-invalid', { reason: 'answer' })
    return { answer, basis }
  } catch (error) {
    if (error instanceof Problem && error.code === 'no-data-found')
      return { answer: undefined, basis, problem: error }
    throw error
  }
}
