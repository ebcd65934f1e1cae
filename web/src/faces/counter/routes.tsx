import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { Icon } from '../../ui/icons.tsx'
import type { Face } from '../face.ts'
import { staffFrame } from '../root.tsx'

/** 综合窗口: the desk of a clerk, and what he has received. */
export const counter: Face = {
  routes: [
    createRoute({
      getParentRoute: () => staffFrame,
      path: '/counter',
      validateSearch: (search: Record<string, unknown>): { visit?: string } => {
        const visit = z.uuid().safeParse(search.visit)
        return visit.success ? { visit: visit.data } : {}
      },
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
