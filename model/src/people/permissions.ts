import type { Role } from './roles.ts'

/**
 * What a post may do at all, in one table: the first of three questions (role × area × record). Endpoints name a
 * permission; what is not listed here is denied. `anyone` = no sign-in; `signed-in` = any account, the record decides.
 */
// biome-ignore format: a table, laid out for the eye
export const permissions = {
  'public':             'anyone',
  'session':            'signed-in',
  'catalogue.read':     'anyone',
  'catalogue.import':   ['sysadmin'],
  'matters.open':       ['clerk', 'resident'],
  'cases.list':         ['clerk', 'acceptor', 'approver', 'principal', 'issuer', 'collaborator', 'auditor', 'resident'],
  'cases.read':         ['clerk', 'acceptor', 'approver', 'principal', 'issuer', 'collaborator', 'auditor', 'resident'],
  'cases.act':          ['clerk', 'acceptor', 'approver', 'principal', 'issuer', 'collaborator', 'resident'],
  'cases.find':         ['clerk', 'acceptor', 'approver'],
  'files.upload':       ['clerk', 'acceptor', 'approver', 'collaborator', 'resident'],
  'evidence.pull':      ['clerk', 'acceptor', 'approver', 'resident'],
  'queue.call':         ['clerk'],
  'certificates.read':  ['clerk', 'approver', 'issuer', 'resident'],
  'records.export':     ['clerk', 'acceptor', 'approver', 'principal', 'issuer', 'collaborator', 'auditor', 'resident'],
  'exchange.admin':     ['sysadmin'],
  'exchange.watch':     ['sysadmin', 'secadmin', 'auditor'],
  'agreements.read':    ['clerk', 'acceptor', 'approver', 'principal', 'collaborator', 'sysadmin', 'secadmin', 'auditor'],
  'agreements.sign':    ['secadmin'],
  'calendar.import':    ['sysadmin'],
  'sessions.end':       ['secadmin'],
  'audit.read':         ['auditor'],
} satisfies Record<string, readonly Role[] | 'anyone' | 'signed-in'>

export type Permission = keyof typeof permissions
