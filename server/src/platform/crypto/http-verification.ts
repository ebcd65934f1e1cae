/** Whether a request or response was signed as `http-signature.ts` says, by whom, and lately. */
import type { InnerList, Item } from 'structured-headers'
import { checkContentDigest } from './content-digest.ts'
import {
  type HttpRequest,
  type HttpResponse,
  ownSignature,
  requestCoverage,
  responseCoverage,
} from './http-signature.ts'
import type { KeyResolver } from './keys.ts'
import { CryptoRefusal } from './refusal.ts'
import { field, type HttpRequestHead, type SignedMessage, signatureBase } from './signature-base.ts'

export type VerifyOptions = {
  readonly keys: KeyResolver
  readonly now: Date
  /** How far `created` may lie from `now`, in seconds, either way. */
  readonly windowSeconds?: number
}

/** Who signed, proven, and when by their own clock. The caller refuses a nonce it has seen within the window. */
export type HttpSigner = {
  readonly kid: string
  readonly jurisdiction: string
  readonly created: Date
  readonly nonce: string | undefined
}

/** Five minutes: more than clocks kept by NTP ever differ, little enough to remember nonces for. */
export const WINDOW_SECONDS = 300

/**
 * Verify a request: signature, freshness, coverage and body.
 *
 * @throws CryptoRefusal `signature-missing`, `signature-malformed`, `coverage-refused`, `algorithm-refused`,
 *   `signature-too-old`, `signature-from-future`, `digest-mismatch`, `signature-invalid`, or what `keys` throws
 */
export async function verifyRequest(request: HttpRequest, options: VerifyOptions): Promise<HttpSigner> {
  return verifyMessage(request, { request }, requestCoverage(request, request.body), options)
}

/**
 * Verify a response against the request as it was sent, signature fields included.
 *
 * @throws CryptoRefusal as `verifyRequest`
 */
export async function verifyResponse(
  response: HttpResponse,
  request: HttpRequestHead,
  options: VerifyOptions,
): Promise<HttpSigner> {
  return verifyMessage(response, { request, response }, responseCoverage(response, request), options)
}

async function verifyMessage(
  { headers, body }: HttpRequest | HttpResponse,
  message: SignedMessage,
  required: Item[],
  { keys, now, windowSeconds = WINDOW_SECONDS }: VerifyOptions,
): Promise<HttpSigner> {
  const { covered, signature } = ownSignature(headers)
  const { created, keyid, nonce, expires, alg } = parametersOf(covered)
  checkCoverage(covered, required)
  checkFreshness(created, expires, now.getTime() / 1000, windowSeconds)
  const { suite, kid, jurisdiction, publicKey } = keys(keyid)
  if (alg !== undefined && alg !== suite.httpAlgorithm) {
    throw new CryptoRefusal('algorithm-refused', `key ${kid} signs with ${suite.httpAlgorithm} only`)
  }
  checkContentDigest(suite, field(headers, 'content-digest') ?? '', body)
  if (!(await suite.verify(publicKey, signatureBase(covered, message), signature))) {
    throw new CryptoRefusal('signature-invalid', `not signed by key ${kid}`)
  }
  return { kid, jurisdiction, created: new Date(created * 1000), nonce }
}

function parametersOf([, parameters]: InnerList) {
  const created = parameters.get('created')
  const keyid = parameters.get('keyid')
  const nonce = parameters.get('nonce')
  const expires = parameters.get('expires')
  if (
    !Number.isInteger(created) ||
    typeof created !== 'number' ||
    typeof keyid !== 'string' ||
    !(nonce === undefined || typeof nonce === 'string') ||
    !(expires === undefined || typeof expires === 'number')
  ) {
    throw new CryptoRefusal('signature-malformed', 'created, keyid, nonce or expires is missing or misshapen')
  }
  return { created, keyid, nonce, expires, alg: parameters.get('alg') }
}

/** A signature may cover more than the profile asks for, never less. */
function checkCoverage([components]: InnerList, required: Item[]): void {
  const identity = ([name, parameters]: Item) => JSON.stringify([name, [...parameters].sort()])
  const covered = new Set(components.map(identity))
  for (const item of required) {
    if (!covered.has(identity(item))) throw new CryptoRefusal('coverage-refused', `${item[0]} is not signed`)
  }
}

function checkFreshness(created: number, expires: number | undefined, now: number, window: number): void {
  if (created < now - window || (expires !== undefined && expires < now)) {
    throw new CryptoRefusal('signature-too-old', `created more than ${window} s ago, or expired`)
  }
  if (created > now + window) {
    throw new CryptoRefusal('signature-from-future', `created more than ${window} s ahead of our clock`)
  }
}
