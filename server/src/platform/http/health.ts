import { health as endpoint } from '@lianqiao/model/api/health.ts'
import { sql } from 'kysely'
import type { Module } from '../module.ts'
import { route } from './route.ts'

/** Answers `ok` while requests and the database are served; otherwise the caller gets `database-unreachable`. */
export const health: Module = {
  name: 'health',
  routes: [
    route(endpoint, async ({ node }) => {
      await sql`select 1`.execute(node.db)
      const { jurisdiction, config, time } = node
      return { status: 'ok' as const, jurisdiction, demonstration: config.demonstration, at: time.now() }
    }),
  ],
}
