import { problem, toDocument } from '@lianqiao/model/problems/problem.ts'
import type { Command } from '@lianqiao/model/records/action.ts'
import type { SettlementHandler } from '../platform/wire.ts'
import type { Replica } from './replicate.ts'
import { insertRefusedReplica, settleCommands } from './store/commands.ts'

/**
 * What a partner refused, or never got, is told to those who work on the record: a command to the one who asked (a done
 * one comes back as a replica), and steps of our own that the partner will not take over.
 */
export const recordSettled: SettlementHandler = async (node, tx, settlement) => {
  const { id, type, body, state, problem: refusal, peer, record } = settlement
  if (state === 'processed') return
  const found = refusal ?? problem('peer-given-up', { peer })
  // Who reads it later may read either language.
  const told = { ...toDocument(found, 'zh'), english: toDocument(found, 'en') }
  const at = node.time.now()
  if (type === 'record.command')
    await settleCommands(tx, [(body as { command: Command }).command.id], at, told)
  if (type === 'record.replicate' && record) {
    const verb = (body as Replica).steps.at(-1)?.action.verb ?? ''
    await insertRefusedReplica(tx, { id, record, verb, peer, at, problem: told })
  }
}
