/** One node in a process of its own, with everything that `npm start` gives it. Takes its configuration as JSON. */
import { modules } from '../server/src/modules.ts'
import { createNode } from '../server/src/node.ts'
import { Config } from '../server/src/platform/config.ts'
import { stand } from './child.ts'
import type { Usage } from './measures/plan.ts'

const running = await createNode(Config.parse(JSON.parse(process.argv[2] ?? '{}')), { modules })
stand(
  async () => {
    const { rss, heapUsed } = process.memoryUsage()
    const { user, system } = process.cpuUsage()
    return { rss, heapUsed, cpuMs: (user + system) / 1000 } satisfies Usage
  },
  () => running.stop(),
)
