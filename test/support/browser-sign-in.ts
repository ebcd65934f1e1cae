import type { Page } from 'playwright-core'
import { demoPassword } from '../../server/src/commands/demo/provider.ts'
import type { TestProvider } from './provider.ts'

/** Sign in on a node's pages as people do: account, password, and the one-time code where the post needs one. */
export async function signInOn(
  page: Page,
  url: string,
  provider: TestProvider,
  username: string,
): Promise<void> {
  await page.goto(`${url}/auth/sign-in?to=/`)
  // The page first: a one-time code grows old.
  const accounts = (await (await fetch(`${provider.url}/demo/accounts`)).json()) as {
    username: string
    code?: string
  }[]
  const code = accounts.find(account => account.username === username)?.code ?? ''
  await page.fill('#account', username)
  await page.fill('#password', demoPassword)
  await page.fill('#code', code)
  await page.click('form button[type=submit]')
  await page.waitForURL(`${url}/**`)
}
