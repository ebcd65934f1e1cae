import { randomBytes } from 'node:crypto'
import type { RegistryRow } from '@lianqiao/model/catalogue/demo-registry.ts'
import type { DataResource } from '@lianqiao/model/catalogue/resource.ts'
import { answeredFields, type ResourceAnswer } from '@lianqiao/model/catalogue/resource-query.ts'
import { keyOf, type Subject, sameName } from '@lianqiao/model/catalogue/subject.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Node } from '../platform/node.ts'
import { subjectIndex } from './catalogue.ts'
import type { RowKey, SealedRow } from './store/rows.ts'

/** Seal a row for the place where its key will find it. */
export function sealRow(node: Node, resource: DataResource, row: RegistryRow): SealedRow {
  const keyIndex = subjectIndex(node, { [resource.key]: String(row[resource.key]) })
  return { keyIndex, content: node.vault.sealJson(place(resource.code, keyIndex), row) }
}

/**
 * What an own register says of a subject, in the fields that were asked and are allowed; undefined where it holds nobody of
 * this number *and* this name, so that a slip of the hand shows nobody else's data.
 * Throws `bad-input` where the resource is kept by another kind of number.
 * @param find the sealed row of a key
 */
export async function askRegister(
  node: Node,
  resource: DataResource,
  question: { subject: Subject; asked: readonly string[]; allowed: readonly string[] },
  find: (row: RowKey) => Promise<Buffer | undefined>,
): Promise<ResourceAnswer | undefined> {
  const { field, nameField } = keyOf(question.subject)
  if (field !== resource.key)
    throw problem('bad-input', { count: 1 }, [
      { pointer: `/subject/${resource.key}`, zh: '请填写此项', en: 'This is needed' },
    ])
  const keyIndex = subjectIndex(node, question.subject)
  const sealed = await find({ resource: resource.code, keyIndex })
  if (!sealed) return undefined
  const row = node.vault.openJson(place(resource.code, keyIndex), sealed) as RegistryRow
  if (!sameName(String(row[nameField]), question.subject.name)) return undefined
  return {
    resource: resource.code,
    provider: node.jurisdiction,
    at: node.time.now(),
    fields: answeredFields(resource, row, question),
    salt: randomBytes(18).toString('base64url'),
  }
}

const place = (resource: string, keyIndex: Buffer) => `registry:${resource}:${keyIndex.toString('hex')}`
