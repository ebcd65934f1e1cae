import { Link } from '@tanstack/react-router'
import { OverviewDesk } from '../../features/overview/OverviewDesk.tsx'
import { Needs } from '../entrance/Needs.tsx'

/** 运行概览, for the three administrators. */
export function OverviewPage() {
  return (
    <Needs permission="exchange.watch">
      <OverviewDesk
        exchangeLink={(search, children) => (
          <Link to="/admin/exchange" search={search as never}>
            {children}
          </Link>
        )}
      />
    </Needs>
  )
}
