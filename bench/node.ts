/** One node in a process of its own, with everything that `npm start` gives it. Takes its configuration as JSON. */
import { modules } from '../server/src/modules.ts'
import { createNode } from '../server/src/node.ts'
import { Config } from '../server/src/platform/config.ts'
import { stand } from './child.ts'

const running = await createNode(Config.parse(JSON.parse(process.argv[2] ?? '{}')), { modules })
stand(
  async () => {
    const { rss, heapUsed } = process.memoryUsage()
    return { rss, heapUsed }
  },
  () => running.stop(),
)
