/**
 * One process of a node under faults, `serve` or `work`, that the rig kills as it likes. It takes its order from its parent
 * and says on which port it answers. Its clock is the wall's plus what a file says, forwards or backwards.
 */
import { readFileSync } from 'node:fs'
import type { Pace } from '../../server/src/exchange/index.ts'
import { modules } from '../../server/src/modules.ts'
import { createNode, type Duty } from '../../server/src/node.ts'
import type { Config } from '../../server/src/platform/config.ts'
import { instantOf, type TimeSource } from '../../server/src/platform/time.ts'

export interface Order {
  config: Config
  duty: Duty
  clockFile: string
  pace: Partial<Pace>
}

/** The file is read at every look: the moment the rig has written it, the clock is set. */
const clockIn = (file: string): TimeSource => ({
  now: () => instantOf(new Date(Date.now() + Number(readFileSync(file, 'utf8')))),
})

process.once('message', ({ config, duty, clockFile, pace }: Order) => {
  createNode(config, {
    time: clockIn(clockFile),
    duties: [duty],
    modules: () => modules({ pace }),
  }).then(
    ({ url }) => process.send?.({ port: Number(new URL(url).port) }),
    error => {
      // The database may be away; the rig starts us again.
      if (process.env.FAULTS_TELL) console.error(error)
      process.exit(1)
    },
  )
})
process.once('disconnect', () => process.exit(0))
