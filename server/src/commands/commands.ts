import type { Command } from './command.ts'
import { demo } from './demo.ts'
import { migrate } from './migrate.ts'
import { serve, work } from './serve.ts'

/** Every command, in the order in which the usage tells them. */
export const commands: Record<string, Command> = { demo, serve, work, migrate }
