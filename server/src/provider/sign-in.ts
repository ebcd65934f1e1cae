import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { errors } from 'oidc-provider'
import { type Account, type Accounts, demoPassword } from './accounts.ts'
import { codeIsRight } from './codes.ts'
import { clientIdOf, type ProviderClient } from './configuration.ts'
import { type SignInFault, signInPage } from './pages.ts'
import { readForm, sendPage } from './replies.ts'

/** Steps of one sign-in under `/interaction/:uid`: show the form, take it, cancel. */
export function signInSteps(provider: Provider, clients: readonly ProviderClient[], accounts: Accounts) {
  /** The sign-in that the browser's cookie belongs to. Throws `SessionNotFound` when it has expired. */
  const begin = async (request: IncomingMessage, response: ServerResponse) => {
    const { uid, params } = await provider.interactionDetails(request, response)
    const client = clients.find(c => clientIdOf(c) === params.client_id)
    if (!client) throw new errors.SessionNotFound('the node is no longer known')
    const { jurisdiction } = client
    const show = (status: number, username: string, fault?: SignInFault) =>
      sendPage(
        response,
        status,
        signInPage({
          uid,
          nodeName: client.name,
          departments: client.departments ?? [],
          username,
          account: accounts.find(username, jurisdiction),
          fault,
          people: accounts.all.filter(a => a.jurisdictions.includes(jurisdiction)),
        }),
        // Browsers hold redirects after a form against `form-action`: the way leads back to the node.
        new URL(String(params.redirect_uri)).origin,
      )
    return { jurisdiction, show }
  }
  return {
    async show(request: IncomingMessage, response: ServerResponse, chosen: string) {
      const { show } = await begin(request, response)
      show(200, chosen)
    },

    async submit(request: IncomingMessage, response: ServerResponse) {
      const { jurisdiction, show } = await begin(request, response)
      const form = await readForm(request)
      const username = (form.get('account') ?? '').trim().toLowerCase()
      const account = accounts.find(username, jurisdiction)
      const fault = faultOf(account, form.get('password') ?? '', (form.get('code') ?? '').replace(/\s/g, ''))
      if (fault || !account) return show(422, username, fault)
      await provider.interactionFinished(request, response, {
        login: { accountId: account.subject, amr: account.secret ? ['pwd', 'otp', 'mfa'] : ['pwd'] },
      })
    },

    async cancel(request: IncomingMessage, response: ServerResponse) {
      await provider.interactionFinished(request, response, {
        error: 'access_denied',
        error_description: 'cancelled by the person',
      })
    },
  }
}

/** What keeps a sign-in from succeeding; does not tell whether the account or the password was wrong. */
function faultOf(account: Account | undefined, password: string, code: string): SignInFault | undefined {
  if (!account || password !== demoPassword)
    return {
      field: 'password',
      zh: '账号或密码不对，请核对后重新输入。',
      en: 'The account or the password is wrong; check both and enter them again.',
    }
  if (!account.secret) return undefined
  if (code === '')
    return {
      field: 'code',
      zh: '工作人员须输入 6 位动态口令，请重新输入密码和口令。',
      en: 'Staff need the six-digit one-time code; enter password and code.',
    }
  if (!codeIsRight(account.secret, code))
    return {
      field: 'code',
      zh: '动态口令不对或已过期，请重新输入密码和当前的 6 位口令。',
      en: 'The one-time code is wrong or has expired; enter the password and the current six digits.',
    }
  return undefined
}
