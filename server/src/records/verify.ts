import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Action } from '@lianqiao/model/records/action.ts'
import { canonicalBytes, checkLink, commandPart } from '@lianqiao/model/records/chain.ts'
import { check } from '@lianqiao/model/records/engine.ts'
import type { Procedure } from '@lianqiao/model/records/procedure.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { verifyDetached } from '../platform/crypto/jws.ts'
import { type KeyDirectory, keysOf } from '../platform/crypto/keys.ts'
import { CryptoRefusal } from '../platform/crypto/refusal.ts'
import { actionType, commandType } from './append.ts'

/**
 * Prove one step against the record so far: it follows, its hash is its own, the leader of that moment signed it, whoever
 * else asked for it signed the wish, and the procedure allowed it. Needs keys and no database: replicas and the offline
 * verifier ask the same. Throws `chain-broken` naming the step and the reason.
 */
export async function verifyStep(
  procedure: Procedure,
  state: RecordState | undefined,
  action: Action,
  keys: KeyDirectory,
): Promise<void> {
  const broken = (reason: string) => problem('chain-broken', { seq: action.seq, reason })
  const bytes = checkLink(state && { record: state.id, seq: state.seq, hash: state.head }, action)
  // The number names who counted it: nobody takes another's serials.
  if (!state && action.record.slice(0, 6) !== action.leader)
    throw broken('编号不属开件方 / a number of another node')
  if (state && action.leader !== state.leader) throw broken('非主办方追加 / not appended by the leader')
  if (state && action.at < state.changedAt) throw broken('时间倒退 / time runs backwards')
  await signed(action.signature, actionType, bytes, action.leader, action.at, keys, broken)
  if (action.proof) {
    const { at, signature } = action.proof
    await signed(
      signature,
      commandType,
      canonicalBytes(commandPart(action)),
      action.actor.jurisdiction,
      at,
      keys,
      broken,
    )
  } else if (action.actor.jurisdiction !== action.leader)
    throw broken('缺少请求方签名 / the asking side did not sign')
  try {
    check(procedure, state, action)
  } catch (error) {
    throw broken(`流程不允许 / the procedure does not allow it: ${(error as Error).message}`)
  }
}

async function signed(
  signature: string,
  type: string,
  bytes: Uint8Array,
  jurisdiction: string,
  at: string,
  keys: KeyDirectory,
  broken: (reason: string) => Error,
): Promise<void> {
  try {
    const signer = await verifyDetached(signature, type, bytes, keysOf(keys, jurisdiction, new Date(at)))
    if (signer.jurisdiction !== jurisdiction) throw broken('签名主体不符 / signed by another')
  } catch (error) {
    if (error instanceof CryptoRefusal) throw broken(`签名不符 / signature: ${error.code}`)
    throw error
  }
}
