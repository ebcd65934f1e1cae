import { MessageState } from '@lianqiao/model/api/exchange.ts'
import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { Icon } from '../../ui/icons.tsx'
import type { Face } from '../face.ts'
import { staffFrame } from '../root.tsx'

/** What the address of the exchange says; a wrong word in it is passed over. */
const Search = z.object({
  tab: z.enum(['links', 'messages', 'queries', 'alarms']).optional().catch(undefined),
  state: MessageState.optional().catch(undefined),
  peer: z.coerce.string().pipe(JurisdictionCode).optional().catch(undefined),
})
export type ExchangeSearch = {
  [K in keyof z.infer<typeof Search>]?: NonNullable<z.infer<typeof Search>[K]>
}

/** 管理: exchange and agreements. The import of items has its own face. */
export const admin: Face = {
  routes: [
    createRoute({
      getParentRoute: () => staffFrame,
      path: '/admin/exchange',
      validateSearch: (search): ExchangeSearch => {
        const { tab, state, peer } = Search.parse(search)
        return { ...(tab ? { tab } : {}), ...(state ? { state } : {}), ...(peer ? { peer } : {}) }
      },
      component: lazyRouteComponent(() => import('./ExchangePage.tsx'), 'ExchangePage'),
    }),
    createRoute({
      getParentRoute: () => staffFrame,
      path: '/admin/agreements',
      component: lazyRouteComponent(() => import('./AgreementsPage.tsx'), 'AgreementsPage'),
    }),
    createRoute({
      getParentRoute: () => staffFrame,
      path: '/admin/agreements/$hash',
      component: lazyRouteComponent(() => import('./AgreementPage.tsx'), 'AgreementPage'),
    }),
  ],
  links: [
    {
      to: '/admin/exchange',
      title: { zh: '交换', en: 'Exchange' },
      icon: <Icon name="globe" />,
      permission: 'exchange.watch',
    },
    {
      to: '/admin/agreements',
      title: { zh: '协议', en: 'Agreements' },
      icon: <Icon name="seal" />,
      permission: 'agreements.read',
    },
  ],
}
