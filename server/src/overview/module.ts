import { type Overview, readOverview } from '@lianqiao/model/api/admin.ts'
import { peerViews } from '../exchange/index.ts'
import { directory } from '../federation/index.ts'
import { poolState } from '../platform/database/database.ts'
import { route } from '../platform/http/route.ts'
import { queuedWork, workerSilence } from '../platform/job-watch.ts'
import type { Module } from '../platform/module.ts'
import type { Node } from '../platform/node.ts'
import { softwareVersion } from '../platform/version.ts'
import { catchUps, clockLoads } from '../records/index.ts'
import { databaseFacts } from './store.ts'

/** 运行概览: everything that the parts of the node say of themselves, on one page for its administrators. */
export const overview: Module = {
  name: 'overview',
  routes: [route(readOverview, ({ node }) => overviewOf(node))],
}

async function overviewOf(node: Node): Promise<Overview> {
  const [facts, peers, { expiresAt }, jobs, silence, clocks, asked] = await Promise.all([
    databaseFacts(node.db),
    peerViews(node),
    directory(node),
    queuedWork(node.db),
    workerSilence(node.db),
    clockLoads(node),
    catchUps(node.db),
  ])
  return {
    at: node.time.now(),
    versions: {
      software: softwareVersion,
      node: process.versions.node,
      postgres: facts.postgres,
      migration: facts.migration,
    },
    database: { bytes: facts.bytes, connections: poolState(node.db) },
    directoryExpiresAt: expiresAt,
    peers,
    workerSilentSeconds: silence ?? null,
    jobs,
    clocks,
    catchUps: asked.map(({ problems, rounds: _rounds, ...one }) => ({ ...one, refused: problems })),
  }
}
