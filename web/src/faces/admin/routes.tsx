import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Icon } from '../../ui/icons.tsx'
import type { Face } from '../face.ts'
import { staffFrame } from '../root.tsx'
import { readSearch } from './search.ts'

/** 管理: exchange and agreements. The import of items has its own face. */
export const admin: Face = {
  routes: [
    createRoute({
      getParentRoute: () => staffFrame,
      path: '/admin/exchange',
      validateSearch: readSearch,
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
