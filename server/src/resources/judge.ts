import type { EvidencePreview } from '@lianqiao/model/api/resources.ts'
import type { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import { judgeCondition } from '@lianqiao/model/catalogue/judge-condition.ts'
import type { ResourceAnswer } from '@lianqiao/model/catalogue/resource-query.ts'

/** Hold an answer against the conditions of the guide that are about its fields, on the day `today`. */
export function judge(
  { conditions }: Pick<ItemVersion, 'conditions'>,
  answer: ResourceAnswer,
  today: string,
): EvidencePreview['judgement'] {
  const row = valuesOf(answer)
  return conditions.flatMap(({ key, text, check }) =>
    check && check.resource === answer.resource && check.field in row
      ? [{ key, text, ...judgeCondition(check, row, today) }]
      : [],
  )
}

/** An answer as a record keeps it: field by field. */
export function valuesOf({ fields }: ResourceAnswer): Record<string, string | boolean | number | null> {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]))
}
