/**
 * A node in a process of its own, for tests that kill it. Takes `{config, time, duties, pace, silent}` as JSON; `silent`
 * never lets a request leave. Says `up` when it stands and `sending` at every request.
 */
import { createNode } from '../../../server/src/node.ts'
import { testTime } from '../../support/clock.ts'
import { mountedWith } from './mounted.ts'

const { config, time, duties, pace, silent } = JSON.parse(process.argv[2] ?? '{}')

await createNode(config, {
  time: testTime(time),
  duties,
  modules: () =>
    mountedWith(
      {
        fetch: (url, init) => {
          process.stdout.write('sending\n')
          return silent ? new Promise(() => {}) : fetch(url, init)
        },
      },
      pace,
    ),
})
process.stdout.write('up\n')
