/**
 * One replica of a node of the demonstration, in a process of its own; `replicas.ts` starts it and hands it its order. It
 * ends with whoever started it, also when that one is killed.
 */
import { createNode, type RunningNode } from '../../node.ts'
import { demoClockModule, openDemoClock } from './clock.ts'
import { withModule } from './nodes.ts'
import type { Order } from './replicas.ts'

let running: RunningNode | undefined

async function start({ config, clockFile }: Order): Promise<void> {
  const clock = openDemoClock(clockFile)
  running = await createNode(config, { time: clock, modules: withModule(demoClockModule(clock)) })
  process.send?.({ port: Number(new URL(running.url).port) })
}

/** How long an orderly end may take, in milliseconds; nothing is lost by a sudden one. */
const patience = 3000

async function end(): Promise<void> {
  setTimeout(() => process.exit(1), patience).unref()
  await running?.stop()
  process.exit(0)
}

process.once('message', (order: Order) => {
  start(order).catch(error => {
    console.error(error)
    process.exit(1)
  })
})
process.once('disconnect', end)
process.once('SIGTERM', end)
// Ctrl-C reaches the whole group; the one who started us says when to end.
process.on('SIGINT', () => {})
process.on('SIGHUP', () => {})
