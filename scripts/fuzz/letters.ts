import { Publication } from '@lianqiao/model/catalogue/publication.ts'
import { ResourceQuery } from '@lianqiao/model/catalogue/resource-query.ts'
import { messageTyp, queryTyp } from '@lianqiao/model/exchange/messages.ts'
import { SignatureMessage, WithdrawalMessage } from '@lianqiao/model/federation/agreements.ts'
import { z } from 'zod'
import { Replay } from '../../server/src/exchange/replay.ts'
import { FileRequest } from '../../server/src/files/transfer.ts'
import { canonicalBytes, type JsonValue } from '../../server/src/platform/crypto/canonical.ts'
import { signRequest } from '../../server/src/platform/crypto/http-signature.ts'
import { signCompact } from '../../server/src/platform/crypto/jws.ts'
import type { SigningKey } from '../../server/src/platform/crypto/keys.ts'
import { CryptoRefusal } from '../../server/src/platform/crypto/refusal.ts'
import { SharedRequest, StepsRequest } from '../../server/src/records/catch-up/wire.ts'
import { Asked } from '../../server/src/records/messages.ts'
import { Replica } from '../../server/src/records/replicate.ts'
import type { Question } from './endpoints.ts'
import type { Known } from './known.ts'
import { mutated } from './mutate.ts'
import type { Random } from './random.ts'
import { generate, type Schema } from './values.ts'

/** A partner who holds a real key and says whatever he likes. */
export interface Partner {
  signer: SigningKey
  from: string
  /** The node at whose gate he knocks, and its address. */
  to: string
  url: string
  now(): string
}

const schemaOf = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema

/** Every kind of letter that the gate takes, with the form of its body. */
const messages = {
  'agreement.signature': schemaOf(SignatureMessage),
  'agreement.withdrawal': schemaOf(WithdrawalMessage),
  'record.replicate': schemaOf(Replica),
  'record.command': schemaOf(Asked),
  'catalogue.published': schemaOf(Publication),
  'exchange.replay': schemaOf(Replay),
}
const queries = {
  'resource.query': schemaOf(ResourceQuery),
  'files.fetch': schemaOf(FileRequest),
  'ledger.head': schemaOf(z.object({})),
  'records.shared': schemaOf(SharedRequest),
  'records.steps': schemaOf(StepsRequest),
}

/** The types of letters that are written here; a test holds them against what the modules take. */
export const letterTypes = [...Object.keys(messages), ...Object.keys(queries)]

/** A letter in due form, signed as it must be, with something in it that no honest partner writes. */
export async function letterFrom(partner: Partner, random: Random, known: Known): Promise<Question> {
  const asks = random.chance(0.3)
  const table: Record<string, Schema> = asks ? queries : messages
  const type = random.some(Object.keys(table)) ?? ''
  const body = generate(table[type] ?? {}, random, known)
  const record = known.fitting(text => /^\d{6}-\d{6}-\d{8}-\d{6}-\w$/.test(text), random)
  // Now and then a number that was used before: other content under it raises an alarm.
  const before = random.chance(0.05) ? known.named({ name: 'letter', fits: () => true }, random) : undefined
  const id = before ?? crypto.randomUUID()
  known.learn(id, random, { name: 'letter' })
  const letter = {
    id,
    from: partner.from,
    to: partner.to,
    type,
    at: partner.now(),
    ...(record && !asks ? { record } : {}),
    body: random.chance(0.5) ? mutated(body, random) : body,
  }
  const said = random.chance(0.1) ? mutated(letter, random) : letter
  const jws = await written(partner, asks ? queryTyp : messageTyp, said)
  const path = asks ? '/exchange/queries' : '/exchange/messages'
  const bytes = Buffer.from(jws)
  const headers = { 'content-type': 'application/jose' }
  const signed = await signRequest(
    partner.signer,
    { method: 'POST', url: `${partner.url}${path}`, headers, body: bytes },
    { created: new Date(partner.now()) },
  )
  return { name: `exchange ${type}`, method: 'POST', path, headers: { ...headers, ...signed }, body: bytes }
}

/** Signed, also where it is nothing that an honest library would sign. */
async function written(partner: Partner, typ: string, value: unknown): Promise<string> {
  const json = JSON.parse(JSON.stringify(value ?? null)) as JsonValue
  try {
    return await signCompact(partner.signer, typ, json)
  } catch (error) {
    if (!(error instanceof CryptoRefusal)) throw error
    const header = Buffer.from(
      canonicalBytes({ alg: partner.signer.suite.jwsAlgorithm, kid: partner.signer.kid, typ }),
    ).toString('base64url')
    const payload = Buffer.from(JSON.stringify(json)).toString('base64url')
    const { suite, privateKey } = partner.signer
    const signature = await suite.sign(privateKey, Buffer.from(`${header}.${payload}`))
    return `${header}.${payload}.${Buffer.from(signature).toString('base64url')}`
  }
}
