import { statusNumbers } from '@lianqiao/model/certificates/certificate.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { StatusList } from '@sd-jwt/jwt-status-list'
import { SignJWT } from 'jose'
import type { Node } from '../platform/node.ts'
import { credentialAlgorithm } from './credential.ts'
import { readStatuses } from './store.ts'

/** Seconds for which a verifier may keep a list before he asks again, and after which it says nothing any more. */
const lifetime = { ttl: 300, end: 24 * 60 * 60 }

/** Milliseconds for which the same list is handed out unchanged, so that many verifiers cost one signature. */
const keep = 30_000

/** Two bits a certificate: valid, revoked, suspended. */
const bits = 2

/** Where a list is read: the address is a part of every credential and never changes. */
export const statusListUri = (node: Node, list: number) =>
  `${node.config.publicUrl}/certificates/status/${list}`

interface Kept {
  statuses: string
  at: number
  jwt: string
}
const kept = new WeakMap<Node, Map<number, Kept>>()

/**
 * A list as signed JWT (draft-ietf-oauth-status-list, Token Status List). It tells of all its certificates at once, so
 * that the issuer does not learn whose is being verified. Throws `not-found`.
 */
export async function statusListJwt(node: Node, list: number): Promise<string> {
  const found = await readStatuses(node.db, list)
  if (!found) throw problem('not-found')
  const lists = kept.get(node) ?? new Map<number, Kept>()
  kept.set(node, lists)
  const [statuses, at] = [JSON.stringify(found.statuses), Date.parse(node.time.now())]
  const last = lists.get(list)
  // A revocation is told at once: only an unchanged list is told again.
  if (last?.statuses === statuses && at - last.at < keep) return last.jwt
  const numbers = new Array<number>(found.size).fill(statusNumbers.active)
  for (const { index, status } of found.statuses) numbers[index] = statusNumbers[status]
  const iat = Math.floor(at / 1000)
  const { signer } = node.vault
  const jwt = await new SignJWT({
    sub: statusListUri(node, list),
    iat,
    exp: iat + lifetime.end,
    ttl: lifetime.ttl,
    status_list: { bits, lst: new StatusList(numbers, bits).compressStatusList() },
  })
    .setProtectedHeader({ alg: credentialAlgorithm, kid: signer.kid, typ: 'statuslist+jwt' })
    .sign(signer.privateKey)
  lists.set(list, { statuses, at, jwt })
  return jwt
}
