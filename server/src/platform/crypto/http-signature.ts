/**
 * How nodes sign HTTP (RFC 9421), one profile for all: tag `lianqiao`, `created` and `keyid` always, `nonce`
 * where the caller wants to refuse replays, and a digest of the body (RFC 9530).
 *
 * The library http-message-signatures is not used, though the tests hold this against it both ways: it takes
 * `"@method";req` for `"@method"` when checking coverage, lets a second signature hide that the first one
 * failed, cannot choose by tag, accepts a component twice, and reads the machine's clock by itself.
 */
import { type InnerList, type Item, serializeDictionary } from 'structured-headers'
import { contentDigest } from './content-digest.ts'
import type { SigningKey } from './keys.ts'
import { CryptoRefusal } from './refusal.ts'
import {
  field,
  type HttpRequestHead,
  type HttpResponseHead,
  isInnerList,
  parseMembers,
  type SignedMessage,
  signatureBase,
} from './signature-base.ts'

export type HttpRequest = HttpRequestHead & { readonly body: Uint8Array }
export type HttpResponse = HttpResponseHead & { readonly body: Uint8Array }

/** The header fields to add to a message so that it is signed. */
export type SignatureFields = {
  readonly 'content-digest': string
  readonly 'signature-input': string
  readonly signature: string
}

export type SignOptions = { readonly created: Date; readonly nonce?: string }
/** Signatures are found by their tag; labels are only local names within a message (RFC 9421 section 2.3). */
const TAG = 'lianqiao'
const LABEL = 'lianqiao'

const component = (name: string, ...parameters: [string, string | boolean][]): Item => [
  name,
  new Map(parameters),
]

/** What every request covers. The target URI stands for authority, path and query together. */
export function requestCoverage({ headers }: HttpRequestHead, body: Uint8Array): Item[] {
  return [component('@method'), component('@target-uri'), ...contentCoverage(headers, body)]
}

/**
 * What every response covers: through the request's own signature it answers that request and no other
 * (RFC 9421 section 2.4).
 */
export function responseCoverage(response: HttpResponse, request: HttpRequestHead): Item[] {
  const label = ownSignature(request.headers).label
  return [
    component('@status'),
    ...contentCoverage(response.headers, response.body),
    component('signature', ['req', true], ['key', label]),
  ]
}

/** A body must say what it is; a message without one may leave `content-type` out, but not unsigned. */
function contentCoverage(headers: HttpRequestHead['headers'], body: Uint8Array): Item[] {
  const typed = body.length > 0 || field(headers, 'content-type') !== undefined
  return [component('content-digest'), ...(typed ? [component('content-type')] : [])]
}

/**
 * Sign a request.
 *
 * @throws CryptoRefusal `signature-malformed`: a body without `content-type`, or a relative URL
 */
export async function signRequest(
  key: SigningKey,
  request: HttpRequest,
  options: SignOptions,
): Promise<SignatureFields> {
  const digest = contentDigest(key.suite, request.body)
  const digested = { ...request, headers: withDigest(request.headers, digest) }
  return signMessage(key, requestCoverage(request, request.body), digest, { request: digested }, options)
}

/**
 * Sign a response to a signed request.
 *
 * @throws CryptoRefusal `signature-missing`, `signature-malformed`: the request carries no signature to answer
 */
export async function signResponse(
  key: SigningKey,
  response: HttpResponse,
  request: HttpRequestHead,
  options: SignOptions,
): Promise<SignatureFields> {
  const digest = contentDigest(key.suite, response.body)
  const digested = { ...response, headers: withDigest(response.headers, digest) }
  const covered = responseCoverage(response, request)
  return signMessage(key, covered, digest, { request, response: digested }, options)
}

function withDigest(headers: HttpRequestHead['headers'], digest: string) {
  const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-digest')
  return { ...Object.fromEntries(others), 'content-digest': digest }
}

async function signMessage(
  key: SigningKey,
  components: Item[],
  digest: string,
  message: SignedMessage,
  { created, nonce }: SignOptions,
): Promise<SignatureFields> {
  const parameters = new Map<string, string | number>([
    ['created', Math.floor(created.getTime() / 1000)],
    ['keyid', key.kid],
    ...(nonce === undefined ? [] : [['nonce', nonce] as const]),
    ['tag', TAG],
  ])
  const covered: InnerList = [components, parameters]
  const signature = await key.suite.sign(key.privateKey, signatureBase(covered, message))
  return {
    'content-digest': digest,
    'signature-input': serializeDictionary(new Map([[LABEL, covered]])),
    signature: serializeDictionary(new Map([[LABEL, [signature, new Map()]]])),
  }
}

/** The one signature with our tag. Others, of proxies on the way, are not ours to judge. */
export function ownSignature(headers: HttpRequestHead['headers']) {
  const inputs = parseMembers('signature-input', field(headers, 'signature-input') ?? '')
  const ours = [...inputs].filter(([, input]) => input[1].get('tag') === TAG)
  const [only, ...rest] = ours
  if (!only) throw new CryptoRefusal('signature-missing', `no signature with tag ${TAG}`)
  if (rest.length > 0) throw new CryptoRefusal('signature-malformed', `several signatures with tag ${TAG}`)
  const [label, covered] = only
  const signature = parseMembers('signature', field(headers, 'signature') ?? '').get(label)?.[0]
  if (!isInnerList(covered) || !(signature instanceof ArrayBuffer)) {
    throw new CryptoRefusal('signature-malformed', 'Signature-Input and Signature do not match')
  }
  return { label, covered, signature: new Uint8Array(signature) }
}
