import { setTimeout as pause } from 'node:timers/promises'
import { toWire } from '@lianqiao/model/exchange/messages.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { Problem } from '@lianqiao/model/problems/problem.ts'
import type { Node } from '../platform/node.ts'
import { onOutgoing } from '../platform/outbox.ts'
import { transaction } from '../platform/transaction.ts'
import { envelopeOf, type Letter, letterOf } from './letter.ts'
import type { Office } from './office.ts'
import { asRefusal } from './refusals.ts'
import { conclude, send } from './send.ts'
import { type Claimed, claim, keepSignature, peersWithPost } from './store/outgoing.ts'

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
      for (const [claimed, letter] of await take(node, office, peer, room)) track(claimed, letter)
    }
  }

  function track(claimed: Claimed, letter: Letter): void {
    const { peer } = claimed
    onTheWay.set(peer, (onTheWay.get(peer) ?? 0) + 1)
    const one = send(node, office, claimed, letter, stopping.signal)
      // The lease ends by itself, and the message is sent again.
      .catch(error => node.log.warn({ err: error, message: claimed.id }, 'sending not recorded'))
      .then(againInMs => {
        onTheWay.set(peer, (onTheWay.get(peer) ?? 1) - 1)
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
async function take(
  node: Node,
  office: Office,
  peer: JurisdictionCode,
  room: number,
): Promise<[Claimed, Letter][]> {
  const unfit: { claimed: Claimed; refusal: Problem }[] = []
  const letters = await transaction(node.db, async tx => {
    const letters: [Claimed, Letter][] = []
    for (const claimed of await claim(tx, peer, room, office.pace.leaseMs)) {
      try {
        const letter = await letterOf(node, claimed)
        letters.push([claimed, letter])
      } catch (error) {
        const refusal = asRefusal(error, peer)
        if (!(refusal instanceof Problem)) throw error
        unfit.push({ claimed, refusal })
      }
    }
    const fresh = letters.filter(([claimed]) => !claimed.signed)
    await Promise.all(fresh.map(([{ id }, { signed }]) => keepSignature(tx, id, signed)))
    return letters
  })
  for (const { claimed, refusal } of unfit)
    await conclude(node, office, claimed, bodyOf(node, claimed), { state: 'dead', problem: toWire(refusal) })
  return letters
}

/** The body of a message that cannot be sent; null where it cannot even be opened. */
function bodyOf(node: Node, claimed: Claimed): unknown {
  try {
    return envelopeOf(node, claimed).body
  } catch {
    return null
  }
}
