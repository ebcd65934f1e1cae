import { Agreement } from '@lianqiao/model/catalogue/agreement.ts'
import {
  currentAgreements,
  type HeldAgreement,
  standingOf,
  Withdrawal,
} from '@lianqiao/model/federation/agreements.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Digest, Instant } from '@lianqiao/model/records/action.ts'
import { canonicalBytes, digest } from '@lianqiao/model/records/chain.ts'
import { verifyDetached } from '../platform/crypto/jws.ts'
import { CryptoRefusal } from '../platform/crypto/refusal.ts'
import type { Connection } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import { instantOf } from '../platform/time.ts'
import { type Directory, directory } from './directory.ts'
import { findAgreements, findDocument, type StoredAgreement, type StoredSignature } from './store.ts'

/** JWS types of what the parties sign: the document, and the declaration that one leaves. */
export const agreementTyp = 'lianqiao-agreement+jws'
export const withdrawalTyp = 'lianqiao-withdrawal+jws'

/** A signature as this node sees it now. */
export interface SignatureStatus {
  jurisdiction: JurisdictionCode
  state: 'valid' | 'missing' | 'invalid'
  at?: Instant
}

export interface VerifiedAgreement extends HeldAgreement {
  signatures: readonly SignatureStatus[]
  withdrawal: Withdrawal | undefined
}

/** Documents by content hash: checked against it when read, immutable ever after. */
const documents = new WeakMap<Node, Map<string, Agreement>>()

/** What verified under one directory; forgotten with it. */
const verdicts = new WeakMap<Directory, Map<string, boolean>>()

/** What came out of the stored ones that are known at the moment, under one directory. */
const held = new WeakMap<readonly StoredAgreement[], { book: Directory; agreements: VerifiedAgreement[] }>()

/** Every agreement that this node holds, with signatures and withdrawals verified by the directory of now. */
export async function heldAgreements(node: Node, db: Connection): Promise<VerifiedAgreement[]> {
  const book = await directory(node, db)
  const all = await findAgreements(db)
  const known = held.get(all)
  if (known?.book === book) return known.agreements
  const agreements: VerifiedAgreement[] = []
  for (const stored of all) {
    const document = await documentOf(node, db, stored.hash)
    if (document) agreements.push(await verified(book, stored, document))
  }
  // One whose document does not fit is looked at again, and complained of, each time.
  if (agreements.length === all.length) held.set(all, { book, agreements })
  return agreements
}

/** Those under which something may begin now: of each number the newest version that counts, where it is in force. */
export async function agreementsInForce(node: Node, db: Connection): Promise<VerifiedAgreement[]> {
  const at = node.time.now()
  return currentAgreements(await heldAgreements(node, db), at).filter(
    agreement => standingOf(agreement, at) === 'in-force',
  )
}

/** One agreement. Throws `agreement-not-found`. */
export async function getAgreement(node: Node, db: Connection, hash: string): Promise<VerifiedAgreement> {
  const found = (await heldAgreements(node, db)).find(agreement => agreement.hash === hash)
  if (!found) throw problem('agreement-not-found')
  return found
}

async function documentOf(node: Node, db: Connection, hash: string): Promise<Agreement | undefined> {
  const known = documents.get(node) ?? new Map<string, Agreement>()
  documents.set(node, known)
  const cached = known.get(hash)
  if (cached) return cached
  const stored = await findDocument(db, hash)
  // A document that was changed in the database is none that anybody signed.
  if (digest(stored) !== hash) {
    node.log.error({ agreement: hash }, 'stored agreement does not match its hash')
    return undefined
  }
  const document = Agreement.parse(stored)
  known.set(hash, document)
  return document
}

async function verified(
  book: Directory,
  stored: StoredAgreement,
  document: Agreement,
): Promise<VerifiedAgreement> {
  const signatures: SignatureStatus[] = []
  for (const jurisdiction of document.parties) {
    const signature = stored.signatures.find(s => s.jurisdiction === jurisdiction)
    if (!signature) signatures.push({ jurisdiction, state: 'missing' })
    else {
      const valid = await verifies(book, signature, agreementTyp, stored.hash, document)
      signatures.push({
        jurisdiction,
        state: valid ? 'valid' : 'invalid',
        at: instantOf(new Date(signature.received_at)),
      })
    }
  }
  const withdrawals: Withdrawal[] = []
  for (const withdrawal of stored.withdrawals) {
    const statement = Withdrawal.parse(withdrawal.statement)
    if (await verifies(book, withdrawal, withdrawalTyp, digest(statement), statement))
      withdrawals.push(statement)
  }
  return {
    hash: stored.hash as Digest,
    document,
    signatures,
    signedBy: signatures.filter(s => s.state === 'valid').map(s => s.jurisdiction),
    // Whoever leaves first ends it for all.
    withdrawal: withdrawals.sort((a, b) => (a.effectiveAt < b.effectiveAt ? -1 : 1))[0],
  }
}

/** Whether a stored signature is that side's, by a key valid when it was received. Asked often, computed once. */
async function verifies(
  book: Directory,
  { jurisdiction, signature, received_at }: StoredSignature,
  typ: string,
  hash: string,
  content: unknown,
): Promise<boolean> {
  const known = verdicts.get(book) ?? new Map<string, boolean>()
  verdicts.set(book, known)
  const name = [jurisdiction, typ, hash, received_at, signature].join(' ')
  const cached = known.get(name)
  if (cached !== undefined) return cached
  const keys = book.keysOf(jurisdiction, instantOf(new Date(received_at)))
  const valid = await verifyDetached(signature, typ, canonicalBytes(content), keys).then(
    () => true,
    (error: unknown) => {
      if (error instanceof CryptoRefusal) return false
      throw error
    },
  )
  known.set(name, valid)
  return valid
}
