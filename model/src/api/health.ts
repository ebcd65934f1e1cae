import { z } from 'zod'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Instant } from '../records/action.ts'
import { endpoint } from './endpoint.ts'

const HealthView = z.object({ status: z.literal('ok'), jurisdiction: JurisdictionCode, at: Instant })
export type HealthView = z.infer<typeof HealthView>

/** Whether a node answers and reaches its database; for pages, and for people who wonder whether it is up. */
export const health = endpoint({
  name: 'health',
  summary: '节点是否可用',
  method: 'GET',
  path: '/api/health',
  permission: 'public',
  output: HealthView.extend({
    /** The page says that this is no official service. */
    demonstration: z.boolean(),
  }),
})

/** Whether this process answers at all; a supervisor restarts it where it does not. Asks nobody else. */
export const live = endpoint({
  name: 'health.live',
  summary: '进程是否存活',
  method: 'GET',
  path: '/api/health/live',
  permission: 'public',
  output: HealthView,
})

/**
 * Whether requests should be handed to this process: 200 or, where a part has failed, 503. `degraded` is answered with 200:
 * it serves, and an administrator must see to what is marked `warning`.
 */
export const ready = endpoint({
  name: 'health.ready',
  summary: '节点是否就绪',
  method: 'GET',
  path: '/api/health/ready',
  permission: 'public',
  output: HealthView.extend({
    status: z.enum(['ok', 'degraded', 'failed']),
    checks: z.array(
      z.object({
        /** `database`, `migrations`, `vault`, `worker`, `directory`, `outbox`, `catch-up`. */
        name: z.string(),
        state: z.enum(['ok', 'warning', 'failed']),
        /** A code or a measure, such as how long a worker has been silent. */
        detail: z.string().optional(),
      }),
    ),
  }),
})
