import { createNode, type Duty } from '../node.ts'
import { configFromEnvironment } from '../platform/config.ts'
import { untilStopped } from './until-stopped.ts'

/** One process of one node in production, set up by LIANQIAO_* variables. Start as many of each duty as the load asks for. */
export const run = (duty: Duty) =>
  untilStopped(async up => {
    const node = await createNode(configFromEnvironment(process.env), { duties: [duty] })
    up.defer(() => node.stop())
  })
