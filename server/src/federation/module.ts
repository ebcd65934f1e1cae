import type { Module } from '../platform/module.ts'
import { checkDirectory, readDirectory } from './check.ts'
import { messages } from './messages.ts'
import { routes } from './routes.ts'

export const federation: Module = {
  name: 'federation',
  routes,
  messages,
  check: checkDirectory,
  read: readDirectory,
}
