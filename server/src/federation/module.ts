import type { Module } from '../platform/module.ts'
import { messages } from './messages.ts'
import { routes } from './routes.ts'

export const federation: Module = { name: 'federation', routes, messages }
