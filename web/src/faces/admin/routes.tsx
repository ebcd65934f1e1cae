import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Icon } from '../../ui/icons.tsx'
import type { Face } from '../face.ts'
import { staffFrame } from '../root.tsx'
import { readSearch } from './search.ts'

/** 管理: how the node runs, exchange and agreements; the page on which items are imported is the catalogue's. */
export const admin: Face = {
  routes: [
    createRoute({
      getParentRoute: () => staffFrame,
      path: '/admin/overview',
      component: lazyRouteComponent(() => import('./OverviewPage.tsx'), 'OverviewPage'),
    }),
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
      to: '/admin/overview',
      title: { zh: '运行', en: 'Overview' },
      icon: <Icon name="pulse" />,
      permission: 'exchange.watch',
    },
    {
      to: '/admin/exchange',
      title: { zh: '交换', en: 'Exchange' },
      icon: <Icon name="exchange" />,
      permission: 'exchange.watch',
    },
    {
      to: '/admin/agreements',
      title: { zh: '协议', en: 'Agreements' },
      icon: <Icon name="seal" />,
      permission: 'agreements.read',
    },
    {
      to: '/admin/catalogue',
      title: { zh: '事项清单导入', en: 'Import of items' },
      icon: <Icon name="upload" />,
      permission: 'catalogue.import',
    },
  ],
}
