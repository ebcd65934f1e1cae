import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'

type Asked = Pick<CaseView['pending'][number], 'verb' | 'state'>

/**
 * Whether the other side was asked for this step and has not answered. Only a step that moves the case on: what leaves it
 * where it is, such as one more document, may be sent again with other content.
 */
export function isAsked(pending: readonly Asked[], verb: string): boolean {
  const moves = permit.rows.some(row => row.verb === verb && row.to !== undefined)
  return moves && pending.some(asked => asked.verb === verb && asked.state === 'asked')
}
