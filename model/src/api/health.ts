import { z } from 'zod'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Instant } from '../records/action.ts'
import { endpoint } from './endpoint.ts'

/** Whether a node answers and reaches its database; for monitors, and for people who wonder whether it is up. */
export const health = endpoint({
  name: 'health',
  summary: '节点是否可用',
  method: 'GET',
  path: '/api/health',
  permission: 'public',
  output: z.object({
    status: z.literal('ok'),
    jurisdiction: JurisdictionCode,
    /** The page says that this is no official service. */
    demonstration: z.boolean(),
    at: Instant,
  }),
})
