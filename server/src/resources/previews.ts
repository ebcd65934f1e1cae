import { EvidencePreview, JudgedCondition } from '@lianqiao/model/api/resources.ts'
import { ResourceAnswer } from '@lianqiao/model/catalogue/resource-query.ts'
import { Subject } from '@lianqiao/model/catalogue/subject.ts'
import { z } from 'zod'
import { compiled } from '../platform/compiled.ts'
import type { Node } from '../platform/node.ts'

/** What is sealed of a pull. */
const Content = z.object({
  subject: Subject,
  answer: ResourceAnswer,
  judgement: z.array(JudgedCondition),
})
export type Content = z.infer<typeof Content>

const place = (id: string) => `pull:${id}`

export function sealContent(node: Node, id: string, content: Content): Buffer {
  return node.vault.sealJson(place(id), content)
}

export function openContent(node: Node, id: string, sealed: Buffer): Content {
  return compiled(Content).parse(node.vault.openJson(place(id), sealed))
}

/** A pull as its person looks at it. */
export function previewOf(
  pull: {
    id: string
    resource: string
    provider: string
    purpose: string
    pulled_at: string
    expires_at: string
  },
  { answer, judgement }: Content,
  nameOf: (code: string) => string,
): EvidencePreview {
  const { id, resource, provider, purpose } = pull
  return compiled(EvidencePreview).parse({
    ...{ id, resource, provider, purpose, judgement },
    resourceName: nameOf(resource),
    fields: answer.fields,
    pulledAt: pull.pulled_at,
    expiresAt: pull.expires_at,
  })
}
