import { createNode, type Duty } from '../node.ts'
import { configFromEnvironment } from '../platform/config.ts'
import type { Command } from './command.ts'
import { untilStopped } from './until-stopped.ts'

/** One process of one node in production, set up by LIANQIAO_* variables. Start as many of each as the load asks for. */
function duty(duties: readonly Duty[], zh: string, en: string): Command {
  return {
    usage: '',
    zh,
    en,
    flags: {},
    words: [0, 0],
    run: () =>
      untilStopped(async up => {
        const node = await createNode(configFromEnvironment(process.env), { duties })
        up.defer(() => node.stop())
      }),
  }
}

export const serve = duty(
  ['serve'],
  '运行节点的网络服务（生产）',
  'answer the requests of a node (production)',
)
export const work = duty(['work'], '运行节点的后台任务（生产）', 'do the queued work of a node (production)')
