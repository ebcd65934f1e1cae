import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { messageTyp, queryTyp } from '@lianqiao/model/exchange/messages.ts'
import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { makeRecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { commitment, digest } from '@lianqiao/model/records/chain.ts'
import { canonicalBytes, type JsonValue } from '../../../server/src/platform/crypto/canonical.ts'
import { signRequest } from '../../../server/src/platform/crypto/http-signature.ts'
import { signDetached } from '../../../server/src/platform/crypto/jws.ts'
import type { Node } from '../../../server/src/platform/node.ts'
import { actionType, commandType } from '../../../server/src/records/append.ts'

/** What the gate answered: the verdict of a receipt, or the code of a problem that nobody signed. */
export interface Verdict {
  status: number
  state?: string
  code?: string
  /** What was wrong, as far as it was told. */
  reason?: string
}

type Json = Record<string, unknown>

/** A node whose operator writes whatever he likes and signs it with his true key. */
export function hostile(self: Node, victim: { url: string; node: Node }) {
  const { signer } = self.vault
  const now = () => self.time.now()

  /** Knock at the gate with bytes that our own key has signed, whatever they say. */
  async function knock(payload: string, typ = messageTyp): Promise<Verdict> {
    const header = canonicalBytes({ alg: signer.suite.jwsAlgorithm, kid: signer.kid, typ })
    const signed = [header, Buffer.from(payload)]
      .map(part => Buffer.from(part).toString('base64url'))
      .join('.')
    const signature = await signer.suite.sign(signer.privateKey, Buffer.from(signed))
    const body = Buffer.from(`${signed}.${Buffer.from(signature).toString('base64url')}`)
    const url = `${victim.url}/exchange/${typ === queryTyp ? 'queries' : 'messages'}`
    const headers = { 'content-type': 'application/jose' }
    const fields = await signRequest(
      signer,
      { method: 'POST', url, headers, body },
      { created: new Date(now()) },
    )
    const response = await fetch(url, { method: 'POST', headers: { ...headers, ...fields }, body })
    const text = await response.text()
    const status = response.status
    if (status !== 200) {
      const { code, detail } = JSON.parse(text)
      return { status, code, reason: detail }
    }
    const { state, problem } = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString())
    return { status, state, code: problem?.code, reason: JSON.stringify(problem ?? {}) }
  }

  /** A letter in due form. */
  function letter(type: string, body: unknown, more: Json = {}): Json {
    return {
      id: randomUUIDv7(),
      from: self.jurisdiction,
      to: victim.node.jurisdiction,
      type,
      at: now(),
      body,
      ...more,
    }
  }

  const say = (type: string, body: unknown, more: Json = {}) =>
    knock(Buffer.from(canonicalBytes(letter(type, body, more) as JsonValue)).toString())

  /** A first step that hashes and signs as it should; `parts` go along in the clear. */
  async function opening(body: Json, actor: Json, parts: Json = {}, more: Json = {}) {
    serial += 1
    const here = JurisdictionCode.parse(self.jurisdiction)
    const deciding = JurisdictionCode.parse(body.deciding ?? here)
    const record = makeRecordId({ receiving: here, deciding, date: now().slice(0, 10), serial })
    const disclosures = Object.entries(parts).map(([name, value]) => ({ name, salt: randomUUID(), value }))
    const unsigned = {
      record,
      seq: 0,
      verb: 'receive',
      at: now(),
      leader: here,
      actor,
      body,
      sealed: Object.fromEntries(disclosures.map(d => [d.name, commitment(d as never)])),
      command: randomUUID(),
      prev: null,
      ...more,
    }
    const signature = await signDetached(signer, actionType, canonicalBytes(unsigned as never))
    return { record, step: { action: { ...unsigned, hash: digest(unsigned), signature }, disclosures } }
  }

  /** Tell of a record that begins with this step. */
  async function tell(body: Json, actor: Json, parts: Json = {}, more: Json = {}) {
    const { record, step } = await opening(body, actor, parts, more)
    const verdict = await say('record.replicate', { kind: 'permit', steps: [step] }, { record })
    return { ...verdict, record }
  }

  /** Ask the leader for a step, in the name of whomever. */
  async function command(record: string, verb: string, actor: Json, body: Json = {}, more: Json = {}) {
    const said = { id: randomUUID(), record, verb, actor, body, sealed: {}, ...more }
    const at = (more.at as string | undefined) ?? now()
    const { at: _at, ...wish } = said as Json
    const signature = await signDetached(signer, commandType, canonicalBytes({ ...wish, at } as never))
    return say('record.command', { command: wish, at, signature, disclosures: [] }, { record })
  }

  return { knock, letter, say, opening, tell, command }
}

/** Far beyond what an honest node of the same day counts. */
let serial = 900_000
