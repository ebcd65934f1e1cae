import { Instant } from '@lianqiao/model/records/action.ts'
import { z } from 'zod'
import { wakeSenders } from '../platform/outbox.ts'
import type { MessageHandler } from '../platform/wire.ts'
import { sendAgain } from './store/outgoing.ts'

/** Message `exchange.replay`: send me again what I confirmed since; I came back from a backup and know nothing of it. */
const Replay = z.strictObject({ since: Instant })

/**
 * Everything that the partner processed since goes to him once more, at its old place and with its old bytes. What he still
 * knows he confirms with the same receipt; what he forgot he does again. A rejection stays what it is: his verdict, signed.
 */
export const replay: MessageHandler = async (node, tx, { from, body }) => {
  const { since } = Replay.parse(body)
  await sendAgain(tx, from, since)
  wakeSenders(node, tx)
}
