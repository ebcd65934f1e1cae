import { problem } from '@lianqiao/model/problems/problem.ts'
import { Instant } from '@lianqiao/model/records/action.ts'
import { z } from 'zod'
import { wakeSenders } from '../platform/outbox.ts'
import { instantOf } from '../platform/time.ts'
import type { MessageHandler } from '../platform/wire.ts'
import { countReceived } from './store/inbound.ts'
import { sendAgain } from './store/outgoing.ts'

/** How long a partner who asked for everything again waits before he may ask anew, in milliseconds. */
const pause = 10 * 60_000

/** Message `exchange.replay`: send me again what I confirmed since; I came back from a backup and know nothing of it. */
export const Replay = z.strictObject({ since: Instant })

/**
 * Everything that the partner processed since goes to him once more, at its old place and with its old bytes. What he still
 * knows he confirms with the same receipt; what he forgot he does again. A rejection stays what it is: his verdict, signed.
 */
export const replay: MessageHandler = async (node, tx, { from, body, type }) => {
  const { since } = Replay.parse(body)
  // Everything again costs much more than to ask for it; nobody comes back from a backup every minute.
  const lately = instantOf(new Date(Date.parse(node.time.now()) - pause))
  if ((await countReceived(tx, from, type, lately)) > 1)
    throw problem('too-many-requests', { seconds: pause / 1000 })
  await sendAgain(tx, from, since)
  wakeSenders(node, tx)
}
