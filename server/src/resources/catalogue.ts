import type { English } from '@lianqiao/model/catalogue/english.ts'
import type { DataResource } from '@lianqiao/model/catalogue/resource.ts'
import { keyOf, type Subject } from '@lianqiao/model/catalogue/subject.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { loadResources } from '../platform/jurisdiction-files.ts'
import type { Node } from '../platform/node.ts'
import { perNode } from '../platform/per-node.ts'

/** 资源目录 of this node's jurisdiction. */
export const resourcesOf: (node: Node) => Promise<DataResource[]> = perNode(node =>
  loadResources(node.config),
)

/** One own resource. Throws `not-found`. */
export async function resourceOf(node: Node, code: string): Promise<DataResource> {
  const resource = (await resourcesOf(node)).find(r => r.code === code)
  if (!resource) throw problem('not-found')
  return resource
}

/** Codes of the resource catalogue with their names; where a partner's has no namesake here, the code stays. */
export async function namesOf(node: Node): Promise<(code: string) => string> {
  const names = new Map((await resourcesOf(node)).map(r => [r.code, r.name]))
  return code => names.get(code) ?? code
}

/** English of the names of resources, of their purposes and of what else they say. */
export async function resourceEnglish(node: Node): Promise<English> {
  const all = await resourcesOf(node)
  return Object.assign({}, ...all.map(({ name, nameEn, en }) => ({ ...en, [name]: nameEn })))
}

/**
 * By which stored digest a person or firm is found in registers and in the log of accesses; a resident's is the one in the
 * name of his account.
 */
export function subjectIndex(
  node: Pick<Node, 'vault'>,
  subject: Pick<Subject, 'idNumber' | 'creditCode'>,
): Buffer {
  const { field, value } = keyOf({ ...subject, name: '' })
  return node.vault.index(field === 'idNumber' ? 'resident-id' : 'credit-code', value)
}
