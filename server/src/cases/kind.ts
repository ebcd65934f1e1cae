import { problem } from '@lianqiao/model/problems/problem.ts'
import type { BodyOf } from '@lianqiao/model/procedures/permit/bodies.ts'
import type { PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import { postAllows } from '@lianqiao/model/procedures/permit/posts.ts'
import type { Actor } from '@lianqiao/model/records/action.ts'
import { sameJson } from '@lianqiao/model/records/same.ts'
import { findPublished, listVersions, snapshotOf } from '../catalogue/index.ts'
import { requireCollaboration, requireGrant } from '../federation/index.ts'
import { compiledProcedure } from '../platform/compiled.ts'
import type { Connection } from '../platform/database/database.ts'
import type { Authorization, Node, RecordKind, Step } from '../platform/node.ts'
import { weighCorrection } from './corrected.ts'
import { project, recount } from './project.ts'
import { takeOffered } from './take-over.ts'

/**
 * Whether something follows a step by itself, at whoever leads: `continue.ts` says what. Only of a bundle's cases does
 * anything follow the acceptance (协办); an offered lead is taken when it is told.
 */
const isContinued = (verb: string, { part }: PermitData): boolean =>
  verb === 'accept' ? part !== undefined : ['grant', 'deny', 'annul'].includes(verb)

/** Service cases as a kind of record: who may act under which agreement, and what follows a step. */
export const permitKind: RecordKind<PermitData> = {
  procedure: compiledProcedure(permit),
  authorize,
  async weigh(node, db, asked) {
    if (asked.verb === 'correct') await weighCorrection(node, db, asked)
  },
  recounted: recount,
  async appended(node, tx, step) {
    const { id: record, leader, data } = step.state
    const { seq, verb } = step.action
    const isContinuedHere = leader === node.jurisdiction && isContinued(verb, data)
    await Promise.all([
      project(node, tx, step),
      isContinuedHere && node.jobs.send(tx, 'case.continue', { record, seq, verb }),
    ])
  },
  told: takeOffered,
}

async function authorize(node: Node, db: Connection, asked: Authorization<PermitData>): Promise<void> {
  const { state, row, actor, at } = asked
  if (state && !postAllows(row, state, actor)) throw problem('forbidden')
  const { item, deciding, begun } = subject(asked)
  // Who does not decide acts by a power that the deciding side gave. A resident goes on in his own affair without one;
  // but that a partner's node calls somebody an applicant opens no door that the agreement keeps shut.
  const own = actor.kind === 'applicant' && state !== undefined
  // A third side that was asked into the case holds no agreement between the two and is not the one to judge it.
  const concerns = (...sides: string[]) => sides.includes(node.jurisdiction)
  if (row.power && actor.jurisdiction !== deciding && !own && concerns(deciding, actor.jurisdiction))
    await requireGrant(node, db, {
      item,
      grantor: deciding,
      grantee: actor.jurisdiction,
      power: row.power,
      station: actor.station ?? state?.data.station,
      staff: accountOf(actor),
      at: at as never,
      begun: begun as never,
    })
  if (!state && deciding === node.jurisdiction) await requirePublished(node, db, asked)
  if (row.verb === 'ask') {
    const { task, to } = asked.body as unknown as BodyOf<'ask'>
    if (to === node.jurisdiction) await requireTask(node, db, asked)
    if (concerns(deciding, to))
      await requireCollaboration(node, db, {
        task,
        item,
        asker: deciding,
        asked: to,
        at: at as never,
        begun: begun as never,
      })
  }
}

/**
 * What a partner's window received for this side is one of this side's own published guides, to the letter: its department,
 * its time limits and its certificate are not the receiver's to choose.
 */
async function requirePublished(
  node: Node,
  db: Connection,
  { body }: Authorization<PermitData>,
): Promise<void> {
  const { item } = body as unknown as BodyOf<'receive'>
  const published = await findPublished(
    db,
    { kind: 'item', jurisdiction: node.jurisdiction, code: item.code },
    item.version,
  )
  if (!published || !sameJson(snapshotOf(published), item)) throw problem('item-not-found')
}

/**
 * What is asked of this side is one of its own tasks, with the department and the time that it pledged in some version,
 * and with the authority that the person signed.
 */
async function requireTask(
  node: Node,
  db: Connection,
  { state, body }: Authorization<PermitData>,
): Promise<void> {
  const { task, department, limit, authority } = body as unknown as BodyOf<'ask'>
  const asked = node.jurisdiction
  const versions = await listVersions(db, { kind: 'task', jurisdiction: asked, code: task })
  const pledged = versions.some(
    ({ document }) => document.department === department && sameJson(document.limit, limit),
  )
  const { deciding: asker = '', item } = state?.data ?? {}
  if (!pledged) throw problem('no-collaboration', { asker, asked, item: item?.code ?? '', task })
  if (!authority?.length) throw problem('authority-missing', { task })
}

/** The account by which agreements name staff: a subject of the provider, without the jurisdiction it may begin with. */
function accountOf({ subject, jurisdiction }: Actor): string {
  return subject.startsWith(`${jurisdiction}:`) ? subject.slice(jurisdiction.length + 1) : subject
}

function subject({ state, body }: Authorization<PermitData>): {
  item: string
  deciding: string
  begun: string | undefined
} {
  if (state) return { item: state.data.item.code, deciding: state.data.deciding, begun: state.openedAt }
  const { item, deciding } = body as unknown as BodyOf<'receive'>
  return { item: item.code, deciding, begun: undefined }
}

export type PermitStep = Step<PermitData>
