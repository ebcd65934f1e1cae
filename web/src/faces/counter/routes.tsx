import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Icon } from '../../ui/icons.tsx'
import type { Face } from '../face.ts'
import { staffFrame } from '../root.tsx'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** 综合窗口: the desk of a clerk, and what he has received. */
export const counter: Face = {
  routes: [
    createRoute({
      getParentRoute: () => staffFrame,
      path: '/counter',
      validateSearch: ({ visit }: Record<string, unknown>): { visit?: string } =>
        typeof visit === 'string' && uuid.test(visit) ? { visit } : {},
      component: lazyRouteComponent(() => import('./Desk.tsx'), 'Desk'),
    }),
    createRoute({
      getParentRoute: () => staffFrame,
      path: '/received',
      component: lazyRouteComponent(() => import('./ReceivedPage.tsx'), 'ReceivedPage'),
    }),
  ],
  links: [
    {
      to: '/counter',
      title: { zh: '窗口工作台', en: 'Window' },
      icon: <Icon name="person" />,
      permission: 'queue.call',
    },
    {
      to: '/received',
      title: { zh: '收件和送达', en: 'Received cases' },
      icon: <Icon name="check" />,
      permission: 'queue.call',
    },
  ],
}
