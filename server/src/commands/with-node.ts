import { resolve } from 'node:path'
import { createNode } from '../node.ts'
import { configFromEnvironment } from '../platform/config.ts'
import { openEmbedded } from '../platform/database/embedded.ts'
import type { Node } from '../platform/node.ts'
import type { Given } from './command.ts'
import { openDemoClock } from './demo/clock.ts'
import { databaseFolder, findHome } from './demo/home.ts'
import { demoNodes, demonstrated } from './demo/nodes.ts'
import { portsOf } from './demo/ports.ts'

/**
 * Do something with the data of a node, beside its own processes and without answering anybody: in production the node of
 * the LIANQIAO_* variables, otherwise the nodes of the demonstration one after the other, running or not.
 *
 * @param use is called for each node until it answers something
 */
export async function withNode<T>(
  given: Given,
  use: (node: Node) => Promise<T | undefined>,
): Promise<T | undefined> {
  if (process.env.DATABASE_URL) {
    const running = await createNode(configFromEnvironment(process.env), { duties: [] })
    return use(running.node).finally(() => running.stop())
  }
  const home = await findHome()
  const ports = portsOf(given, await demonstrated())
  const database = await openEmbedded({
    folder: home.at(databaseFolder),
    password: home.secrets.databasePassword,
  })
  try {
    const time = openDemoClock(home.at('clock'))
    for (const { config } of await demoNodes(home, ports, name => database.database(name))) {
      if (given.flags.node !== undefined && given.flags.node !== config.jurisdiction) continue
      const running = await createNode(config, { time, duties: [] })
      const answer = await use(running.node).finally(() => running.stop())
      if (answer !== undefined) return answer
    }
    return undefined
  } finally {
    await database.stop()
  }
}

/** A path as the person typed it: npm runs us in the project, and remembers where it was called. */
export function typedPath(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path)
}
