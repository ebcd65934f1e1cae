import { type Problem, problem } from '@lianqiao/model/problems/problem.ts'
import { CryptoRefusal, type CryptoRefusalCode } from '../platform/crypto/refusal.ts'

const unknownSigner: readonly CryptoRefusalCode[] = [
  'key-unknown',
  'key-expired',
  'key-not-yet-valid',
  'key-malformed',
]

/** What the cryptographic wire refused, as a problem of the table; other errors as they are. */
export function asRefusal(error: unknown, peer: string): unknown {
  return error instanceof CryptoRefusal ? refusal(error, peer) : error
}

function refusal({ code }: CryptoRefusal, peer: string): Problem {
  if (unknownSigner.includes(code)) return problem('unknown-peer', { peer })
  if (code === 'json-too-large') return problem('too-large', { limit: '3 MB' })
  return problem('message-invalid', { reason: code })
}
