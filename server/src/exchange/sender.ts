import { setTimeout as pause } from 'node:timers/promises'
import { toWire } from '@lianqiao/model/exchange/messages.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { Problem } from '@lianqiao/model/problems/problem.ts'
import type { Node } from '../platform/node.ts'
import { onOutgoing } from '../platform/outbox.ts'
import { transaction } from '../platform/transaction.ts'
import type { Sending } from './attempt.ts'
import { envelopeOf, letterOf } from './letter.ts'
import { inBags } from './mailbag.ts'
import type { Office } from './office.ts'
import { asRefusal } from './refusals.ts'
import { conclude, send } from './send.ts'
import { type Claimed, claim, due, peersWithPost } from './store/outgoing.ts'

/**
 * Send what is in the outbox, woken by what this process puts there and by a poll for what others put. Any number of
 * processes may do it at once. @returns how to stop: what is on its way is put back and sent by whoever starts next
 */
export function startSender(node: Node, office: Office): () => Promise<void> {
  const { pace, links } = office
  const onTheWay = new Map<JurisdictionCode, number>()
  const sending = new Set<Promise<void>>()
  const stopping = new AbortController()
  let round: Promise<void> | undefined
  let again = false

  const wake = () => {
    if (stopping.signal.aborted) return
    if (round) {
      again = true
      return
    }
    again = false
    // What is put into the outbox at nearly the same time leaves in one look, and what arrives makes room for several.
    round = pause(pace.gatherMs)
      .then(sendDue)
      .catch(error => node.log.warn({ err: error }, 'outbox not read, trying again'))
      .finally(() => {
        round = undefined
        if (again) wake()
      })
  }

  async function sendDue(): Promise<void> {
    for (const peer of await peersWithPost(node.db)) {
      const room = links.room(peer, onTheWay.get(peer) ?? 0)
      if (room <= 0) continue
      const sendings = await take(node, office, peer, room)
      // What was tried before travels alone: whatever hinders it hinders no other.
      const fresh = links.takesBags(peer) ? sendings.filter(({ claimed }) => claimed.attempts === 1) : []
      const alone = sendings.filter(one => !fresh.includes(one)).map(one => [one])
      for (const bag of [...alone, ...inBags(fresh)]) track(peer, bag)
    }
  }

  function track(peer: JurisdictionCode, bag: readonly Sending[]): void {
    onTheWay.set(peer, (onTheWay.get(peer) ?? 0) + bag.length)
    const one = send(node, office, peer, bag, stopping.signal)
      // The lease ends by itself, and the messages are sent again.
      .catch(error => node.log.warn({ err: error, message: bag[0]?.claimed.id }, 'sending not recorded'))
      .then(againInMs => {
        onTheWay.set(peer, (onTheWay.get(peer) ?? bag.length) - bag.length)
        sending.delete(one)
        if (againInMs !== undefined && againInMs < pace.pollMs) setTimeout(wake, againInMs + 1).unref()
        wake()
      })
    sending.add(one)
  }

  const forget = onOutgoing(node, wake)
  const poll = setInterval(wake, pace.pollMs)
  wake()
  return async () => {
    stopping.abort()
    forget()
    clearInterval(poll)
    await round
    await Promise.all(sending)
  }
}

/** Claim messages and sign those that are new, in one transaction: signed bytes are kept before they first leave. */
async function take(node: Node, office: Office, peer: JurisdictionCode, room: number): Promise<Sending[]> {
  const unfit: { claimed: Claimed; refusal: Problem }[] = []
  const sendings = await transaction(node.db, async tx => {
    const sendings: Sending[] = []
    for (const claimed of await due(tx, peer, room, office.pace)) {
      try {
        sendings.push({ claimed, letter: await letterOf(node, claimed) })
      } catch (error) {
        const refusal = asRefusal(error, peer)
        if (!(refusal instanceof Problem)) throw error
        unfit.push({ claimed, refusal })
      }
    }
    const signed = sendings.map(({ claimed: { id }, letter }) => ({ id, signed: letter.signed }))
    const unsigned = unfit.map(({ claimed: { id, signed } }) => ({ id, signed }))
    await claim(tx, [...signed, ...unsigned], office.pace)
    return sendings
  })
  for (const { claimed, refusal } of unfit)
    await conclude(node, office, [
      { claimed, body: bodyOf(node, claimed), end: { state: 'dead', problem: toWire(refusal) } },
    ])
  return sendings
}

/** The body of a message that cannot be sent; null where it cannot even be opened. */
function bodyOf(node: Node, claimed: Claimed): unknown {
  try {
    return envelopeOf(node, claimed).body
  } catch {
    return null
  }
}
