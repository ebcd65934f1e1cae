import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { CaseList } from '../../features/cases/list/CaseList.tsx'
import type { CaseFilter } from '../../features/cases/list/use-case-list.ts'
import { useSession } from '../../lib/session.ts'
import { may, Needs } from '../entrance/Needs.tsx'
import type { OfficeSearch } from './search.ts'

/** 办件: acceptors, approvers, principals, issuers, collaborators, and clerks who follow their cases. */
export function OfficePage() {
  const { node, who } = useSession()
  const navigate = useNavigate()
  const { view = 'work', ...rest } = useSearch({ strict: false }) as OfficeSearch
  return (
    <Needs permission="cases.list">
      <CaseList
        own={node.code}
        mayFind={may(who, 'cases.find')}
        filter={{ view, ...rest }}
        onFilter={({ view: chosen, ...more }: CaseFilter) =>
          void navigate({
            to: '/office',
            search: { ...(chosen === 'work' ? {} : { view: chosen }), ...more } as never,
            replace: true,
          })
        }
        onOpen={id => void navigate({ to: '/office/cases/$id', params: { id } as never })}
        linkTo={(id, children) => (
          <Link to="/office/cases/$id" params={{ id } as never}>
            {children}
          </Link>
        )}
      />
    </Needs>
  )
}
