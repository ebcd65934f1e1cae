import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ExchangeDesk } from '../../features/exchange/ExchangeDesk.tsx'
import { useSession } from '../../lib/session.ts'
import { may, Needs } from '../entrance/Needs.tsx'
import type { ExchangeSearch } from './search.ts'

/** The exchange, for the three administrators; only the system administrator sends again. */
export function ExchangePage() {
  const { who } = useSession()
  const navigate = useNavigate()
  const { tab = 'links', ...filter } = useSearch({ strict: false }) as ExchangeSearch
  const to = '/admin/exchange'
  return (
    <Needs permission="exchange.watch">
      <ExchangeDesk
        tab={tab}
        filter={filter}
        onFilter={chosen => void navigate({ to, search: { tab, ...chosen } as never, replace: true })}
        mayAdmin={may(who, 'exchange.admin')}
        tabLink={(one, children) => (
          <Link to={to} search={{ tab: one } as never} aria-current={one === tab ? 'page' : undefined}>
            {children}
          </Link>
        )}
        messageLink={(chosen, children) => (
          <Link to={to} search={{ tab: 'messages', ...chosen } as never}>
            {children}
          </Link>
        )}
      />
    </Needs>
  )
}
