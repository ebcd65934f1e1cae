import type { Collaboration, DataGrant, Grant } from '@lianqiao/model/catalogue/agreement.ts'
import { onceSigned, standingOf } from '@lianqiao/model/federation/agreements.ts'
import {
  type Allowed,
  type CollaborationQuestion,
  collaborationFor,
  type DataQuestion,
  dataGrantFor,
  type GrantQuestion,
  grantFor,
  type NameOf,
} from '@lianqiao/model/federation/grants.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import type { Connection } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import { heldAgreements, type VerifiedAgreement } from './agreements.ts'
import { directory } from './directory.ts'

/** A question whose instant is now unless another is given. */
type Now<Question> = Omit<Question, 'at'> & { at?: Instant }

/** The grant on which an act rests. Throws the refusal of `grantFor`, of a partner's act also `agreement-awaited`. */
export async function requireGrant(
  node: Node,
  db: Connection,
  question: Now<GrantQuestion>,
): Promise<Allowed<Grant>> {
  return ask(node, db, question, grantFor, question.grantee)
}

/** The data grant on which a query rests. Throws the refusal of `dataGrantFor`. */
export async function requireDataGrant(
  node: Node,
  db: Connection,
  question: Now<DataQuestion>,
): Promise<Allowed<DataGrant>> {
  return ask(node, db, question, dataGrantFor)
}

/**
 * The clause under which a task may be asked. Throws the refusal of `collaborationFor`, where a partner asked also
 * `agreement-awaited`.
 */
export async function requireCollaboration(
  node: Node,
  db: Connection,
  question: Now<CollaborationQuestion>,
): Promise<Allowed<Collaboration>> {
  return ask(node, db, question, collaborationFor, question.asker)
}

/**
 * Whether a partner may speak to this node at all: both signed some agreement that has begun. One that ended counts,
 * for what began under it is finished or given back by messages. Throws `no-agreement`.
 */
export async function requirePartner(node: Node, db: Connection, peer: JurisdictionCode): Promise<void> {
  if (!(await partnersOf(node, db)).has(peer))
    throw problem('no-agreement', { peer: (await directory(node, db)).nameOf(peer) })
}

/** Everybody with whom this node has, or had, an agreement that both signed and that has begun. */
export async function partnersOf(node: Node, db: Connection): Promise<Set<JurisdictionCode>> {
  const at = node.time.now()
  const begun = (await heldAgreements(node, db)).filter(
    agreement =>
      agreement.document.parties.includes(node.jurisdiction) &&
      !['unsigned', 'not-begun'].includes(standingOf(agreement, at)),
  )
  const parties = begun.flatMap(agreement => agreement.document.parties)
  return new Set(parties.filter(party => party !== node.jurisdiction))
}

/**
 * Put a question to the agreements held here. What a partner's side did (`by`) is not refused for good while the answer
 * hangs on signatures alone that others owe: his step and the last signature under a new text travel apart, and either
 * may come first. That is told as `agreement-awaited`, and nothing is kept; a week later whoever sends gives up.
 */
async function ask<Question extends { at: Instant }, Clause>(
  node: Node,
  db: Connection,
  question: Now<Question>,
  rule: (held: VerifiedAgreement[], question: Question, nameOf: NameOf) => Allowed<Clause> | Problem,
  by: string = node.jurisdiction,
): Promise<Allowed<Clause>> {
  const { nameOf } = await directory(node, db)
  const timed = { at: node.time.now(), ...question } as unknown as Question
  const held = await heldAgreements(node, db)
  const answer = rule(held, timed, nameOf)
  if (!(answer instanceof Problem)) return answer
  if (by === node.jurisdiction) throw answer
  throw rule(onceSigned(held, node.jurisdiction), timed, nameOf) instanceof Problem
    ? answer
    : problem('agreement-awaited')
}
