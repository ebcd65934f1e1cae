import type { DemoAccount, DemoPeople } from '@lianqiao/model/catalogue/people.ts'
import { currentCode } from './codes.ts'
import type { ProviderKeys } from './keys.ts'

/** Password of every demonstration account; the sign-in page says so. */
export const demoPassword = 'demo'

/** Someone who can sign in. Staff belong to one jurisdiction; a resident is one person in all that list him. */
export interface Account extends Omit<DemoAccount, 'windows'> {
  /** What nodes know him by: staff by account (`320111:fang-min`), residents by a digest that tells nothing. */
  subject: string
  kind: 'staff' | 'resident'
  jurisdictions: [string, ...string[]]
  /** Where he sits, the first of his windows. */
  window?: string
  /** Secret of his one-time codes; staff only. */
  secret?: Uint8Array
}

export interface Accounts {
  all: readonly Account[]
  bySubject(subject: string): Account | undefined
  /** By user name at one node: its own people first, then anyone who alone bears the name. */
  find(username: string, jurisdiction: string): Account | undefined
}

/** All accounts of the loaded jurisdictions. A resident listed twice under one resident id is one account. */
export function makeAccounts(people: readonly DemoPeople[], keys: ProviderKeys): Accounts {
  const bySubject = new Map<string, Account>()
  for (const { jurisdiction, accounts } of people) {
    for (const listed of accounts) {
      const account = accountOf(listed, jurisdiction, keys)
      const known = bySubject.get(account.subject)
      if (known) known.jurisdictions.push(jurisdiction)
      else bySubject.set(account.subject, account)
    }
  }
  const all = [...bySubject.values()]
  return {
    all,
    bySubject: subject => bySubject.get(subject),
    find(username, jurisdiction) {
      const named = all.filter(a => a.username === username)
      return (
        named.find(a => a.jurisdictions.includes(jurisdiction)) ?? (named.length === 1 ? named[0] : undefined)
      )
    },
  }
}

function accountOf(listed: DemoAccount, jurisdiction: string, keys: ProviderKeys): Account {
  const { windows, ...rest } = listed
  const kind = listed.roles.includes('resident') ? 'resident' : 'staff'
  const own = `${jurisdiction}:${listed.username}`
  const digest = Buffer.from(keys.derive('subject', listed.idNumber ?? own)).toString('hex')
  return {
    ...rest,
    kind,
    subject: kind === 'staff' ? own : `r-${digest}`,
    jurisdictions: [jurisdiction],
    ...(windows[0] ? { window: windows[0] } : {}),
    ...(kind === 'staff' ? { secret: keys.derive('code', own) } : {}),
  }
}

/** What `GET /demo/accounts` tells of an account. A real provider has no such thing. */
export function demoView(account: Account) {
  const { username, name, nameEn, kind, jurisdictions, roles, department, station, window, secret } = account
  const code = secret ? currentCode(secret) : undefined
  return { username, name, nameEn, kind, jurisdictions, roles, department, station, window, code }
}
