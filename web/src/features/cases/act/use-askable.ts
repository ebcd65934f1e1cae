import { listAgreements, readAgreement } from '@lianqiao/model/api/agreements.ts'
import type { CaseSummary } from '@lianqiao/model/api/case-views.ts'
import { readTask } from '@lianqiao/model/api/catalogue.ts'
import type { CollaborationTask } from '@lianqiao/model/catalogue/task.ts'
import { useQueries } from '@tanstack/react-query'
import { endpointQuery, useEndpoint } from '../../../lib/endpoint.ts'

/** Tasks that the agreements in force let the deciding side ask for in an item; undefined until it is known. */
export function useAskable({
  item,
  deciding,
}: Pick<CaseSummary, 'item' | 'deciding'>): CollaborationTask[] | undefined {
  const list = useEndpoint(listAgreements, {})
  const inForce = list.data?.agreements.filter(one => one.standing === 'in-force') ?? []
  const agreements = useQueries({
    queries: inForce.map(({ hash }) => endpointQuery(readAgreement, { params: { hash } })),
  })
  const allowed = agreements
    .flatMap(agreement => agreement.data?.document.collaborations ?? [])
    .filter(one => one.asker === deciding && one.item === item.code)
  const tasks = useQueries({
    queries: allowed.map(({ asked, task }) =>
      endpointQuery(readTask, { params: { jurisdiction: asked, code: task }, query: {} }),
    ),
  })
  if (list.isPending || agreements.some(a => a.isPending) || tasks.some(task => task.isPending))
    return undefined
  return tasks.flatMap(task => (task.data ? [task.data.document] : []))
}
