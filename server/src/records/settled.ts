import { problem, toDocument } from '@lianqiao/model/problems/problem.ts'
import type { Command } from '@lianqiao/model/records/action.ts'
import type { SettlementHandler } from '../platform/wire.ts'
import { settleCommands } from './store/commands.ts'

/** A command that the leader refused, or that never reached him, is told to the one who asked; a done one comes as a replica. */
export const commandSettled: SettlementHandler = async (
  node,
  tx,
  { type, body, state, problem: refusal, peer },
) => {
  if (type !== 'record.command' || state === 'processed') return
  const { command } = body as { command: Command }
  const told = refusal ?? problem('peer-unreachable', { peer })
  await settleCommands(tx, [command.id], node.time.now(), toDocument(told, 'zh'))
}
