import { z } from 'zod'
import type { Node } from '../../platform/node.ts'
import { instantOf } from '../../platform/time.ts'
import { transaction } from '../../platform/transaction.ts'
import { hashOf } from '../cookies.ts'
import { makeSecrets, type Secrets, signInUrl } from '../openid.ts'
import { insertAttempt, takeAttempt } from '../store.ts'

/** As long as the provider's page waits. */
const patience = 60 * 60_000

const Attempt = z.object({ nonce: z.string(), verifier: z.string(), browser: z.string(), to: z.string() })

/**
 * Begin a sign-in for the browser that holds `browser`. Ends no session: who cancels stays who he was.
 * @returns the provider's address to go to. Throws `identity-unreachable`.
 */
export async function begin(
  node: Node,
  wish: { to: string; browser: string; fresh: boolean },
): Promise<string> {
  const secrets = makeSecrets()
  const url = await signInUrl(node, secrets, wish.fresh)
  const stateHash = hashOf(secrets.state)
  const attempt: z.infer<typeof Attempt> = {
    nonce: secrets.nonce,
    verifier: secrets.verifier,
    browser: hashOf(wish.browser).toString('hex'),
    to: wish.to,
  }
  await transaction(node.db, tx =>
    insertAttempt(tx, {
      state_hash: stateHash,
      content: node.vault.sealJson(contextOf(stateHash), attempt),
      expiresAt: instantOf(new Date(Date.parse(node.time.now()) + patience)),
    }),
  )
  return url
}

/**
 * The attempt that comes back with `state`, once. @returns undefined where there is none, it is too old, or another browser
 * began it: else one could be made to work in a stranger's session (login CSRF, RFC 6819 section 5.3.5).
 */
export async function resume(
  node: Node,
  state: string,
  browser: string | undefined,
): Promise<{ secrets: Secrets; to: string } | undefined> {
  const stateHash = hashOf(state)
  const sealed = await transaction(node.db, tx => takeAttempt(tx, stateHash, node.time.now()))
  if (!sealed || !browser) return undefined
  const attempt = Attempt.parse(node.vault.openJson(contextOf(stateHash), sealed))
  if (attempt.browser !== hashOf(browser).toString('hex')) return undefined
  return { secrets: { state, nonce: attempt.nonce, verifier: attempt.verifier }, to: attempt.to }
}

const contextOf = (stateHash: Buffer) => `login-attempt:${stateHash.toString('hex')}`
