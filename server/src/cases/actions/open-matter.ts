import { randomBytes, randomUUID } from 'node:crypto'
import type { OpenMatter } from '@lianqiao/model/api/matters.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { TrackingCode } from '@lianqiao/model/identifiers/tracking-code.ts'
import { makeTrackingCode } from '@lianqiao/model/identifiers/tracking-code-text.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { unproven } from '@lianqiao/model/procedures/permit/authority.ts'
import type { BodyOf } from '@lianqiao/model/procedures/permit/bodies.ts'
import type { Later } from '@lianqiao/model/procedures/permit/data.ts'
import type { Body, Instant } from '@lianqiao/model/records/action.ts'
import { snapshotOf } from '../../catalogue/index.ts'
import { bindFiles } from '../../files/index.ts'
import { residentSubject } from '../../identity/index.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { actorOf, open } from '../../records/index.ts'
import { linkPulls, type UsedPull, usePulls } from '../../resources/index.ts'
import { filesOf } from '../files-of.ts'
import { withDays } from '../follow.ts'
import { checkForm, commonOf } from '../form.ts'
import { followingId } from '../ids.ts'
import { type Plan, type PlannedItem, planMatter } from '../plan.ts'
import { findMatter, insertMatter } from '../store.ts'

/** What the window gets back, and gives to the person on the receipt. */
export interface OpenedMatter {
  matter: string
  trackingCode: TrackingCode
  cases: { id: never; item: string; name: string; phase: string; seq: number }[]
  later: { item: string; label: string }[]
}

/**
 * 收件: receive an application – one item, or a bundle with one form – at a window or online. The receiving node begins
 * and leads the record; where another jurisdiction decides, it passes it on at once (转送), and a link that is down only
 * delays that. One transaction: record, evidence used, files bound, audit; the same command again answers the same, and
 * of two that come at once, whichever process they reach, the database keeps one.
 */
export async function openMatterAction(
  node: Node,
  who: Principal,
  input: OpenMatter,
  context: { traceId: string },
): Promise<OpenedMatter> {
  try {
    return await receive(node, who, input, context)
  } catch (error) {
    // It is asked only now: nearly every command comes once.
    const known = await findMatter(node.db, input.command)
    if (!known) throw error
    if (known.openedBy !== who.subject) throw problem('command-conflict')
    return node.vault.openJson(`matter:${known.id}`, known.answer) as OpenedMatter
  }
}

function receive(
  node: Node,
  who: Principal,
  input: OpenMatter,
  context: { traceId: string },
): Promise<OpenedMatter> {
  return transaction(node.db, async tx => {
    const at = node.time.now()
    // Online a resident applies to his own node's items; another province's he finds at its own portal.
    if (who.kind === 'resident' && input.deciding !== node.jurisdiction) throw problem('not-here')
    const plan = await planMatter(tx, input, at)
    checkForm(plan.form, input.form)
    checkAuthorities(input)
    const documents = await withDays(tx, plan, input.documents, at)
    const pulls = await usePulls(node, tx, input.evidence, { who })
    checkSubjects(pulls, commonOf(input.form).applicant.idNumber)
    const matter = { id: randomUUID(), tracking: makeTrackingCode(randomBytes(10)) }
    const cases = []
    for (const planned of plan.items.filter(p => p.now))
      cases.push(
        await openCase(node, tx, who, {
          input: { ...input, documents },
          plan,
          planned,
          pulls,
          matter,
          at,
          ...context,
        }),
      )
    const answer: OpenedMatter = {
      matter: matter.id,
      trackingCode: matter.tracking,
      cases: cases as OpenedMatter['cases'],
      later: plan.items.filter(p => !p.now).map(p => ({ item: p.item.document.code, label: p.label })),
    }
    const sealed = node.vault.sealJson(`matter:${matter.id}`, answer)
    await insertMatter(tx, {
      id: matter.id,
      command: input.command,
      answer: sealed,
      openedBy: who.subject,
      openedAt: at,
    })
    return answer
  })
}

/** Evidence is about the applicant: what was pulled of another has no place in his record. */
function checkSubjects(pulls: readonly UsedPull[], idNumber: string): void {
  const strangers = pulls.map((p, i) => ({ p, i })).filter(({ p }) => p.subject.idNumber !== idNumber)
  if (strangers.length === 0) return
  const errors = strangers.map(({ i }) => ({
    pointer: `/evidence/${i}`,
    zh: '调取的不是申请人的数据',
    en: 'Not the applicant’s data',
  }))
  throw problem('bad-input', { count: errors.length }, errors)
}

/** What the person is said to have signed for another jurisdiction stands before us on paper. */
function checkAuthorities({ consent }: OpenMatter): void {
  const [task] = unproven(consent)
  if (task === undefined) return
  const errors = unproven(consent).map(code => ({
    pointer: `/consent/tasks/${consent.tasks.indexOf(code as never)}`,
    zh: '请扫描本人签字的授权书',
    en: 'Scan the signed authority',
  }))
  throw problem('authority-missing', { task }, errors)
}

interface Opening {
  input: OpenMatter
  plan: Plan
  planned: PlannedItem
  pulls: UsedPull[]
  matter: { id: string; tracking: TrackingCode }
  at: Instant
  traceId: string
}

async function openCase(node: Node, tx: Tx, who: Principal, o: Opening) {
  const { input, planned, matter, traceId } = o
  const { applicant, way, address } = commonOf(input.form)
  if (who.kind === 'resident' && residentSubject(node, applicant.idNumber) !== who.subject)
    throw problem('not-yourself')
  const receiving: JurisdictionCode = node.jurisdiction
  const { deciding } = input
  const actor = actorOf(node, who)
  const { code } = planned.item.document
  const mine = ownPulls(o)
  const body: BodyOf<'receive'> = {
    matter: matter.id,
    ...(planned.part ? { part: planned.part } : {}),
    item: snapshotOf(planned.item),
    receiving,
    deciding,
    mode: modeOf(who, planned, receiving, deciding),
    subject: who.kind === 'resident' ? who.subject : `matter-${matter.id}`,
    documents: ownDocuments(o),
    evidence: mine.map(p => p.used),
    delivery: { way },
    ...checkedOf(o),
    ...(input.note ? { note: input.note } : {}),
  }
  const state = await open(node, tx, {
    kind: 'permit',
    verb: 'receive',
    receiving,
    deciding,
    actor,
    body: body as unknown as Body,
    parts: {
      applicant,
      form: input.form,
      tracking: matter.tracking,
      // What is not there is neither committed to nor sealed.
      ...(mine.length > 0 ? answersOf(mine) : {}),
      consent: input.consent,
      delivery_address: address,
      later: laterOf(o),
    },
    command: followingId(matter.id, 0, code),
    // The matter's id is random and new: that a wish comes again is known by the matter's command.
    fresh: true,
    sent: input.command,
    // Another jurisdiction decides: the case is passed on in the same breath.
    ...(receiving === deciding
      ? {}
      : { next: { verb: 'offer', body: { to: deciding }, command: followingId(matter.id, 1, code) } }),
    traceId,
  })
  const { id: object } = state
  const ids = mine.map(p => p.used.id)
  await Promise.all([
    bindFiles(tx, filesOf(input.form, input.documents, input.consent), object, who),
    linkPulls(tx, ids, object),
    audit(node, tx, { who, verb: 'matters.open', object, purpose: code, traceId }),
  ])
  return told(o, state.id, state.phase, state.seq)
}

function told({ planned: { item } }: Opening, id: string, phase: string, seq: number) {
  return { id, item: item.document.code, name: item.document.name, phase, seq }
}

function modeOf(
  who: Principal,
  planned: PlannedItem,
  receiving: string,
  deciding: string,
): BodyOf<'receive'>['mode'] {
  if (who.kind === 'resident') return 'online'
  if (planned.part) return 'joint'
  return receiving === deciding ? 'here' : 'received-elsewhere'
}

/** The evidence that this item's part of the bundle was pulled for; without a bundle, all of it. */
function ownPulls({ plan, planned, pulls }: Opening): UsedPull[] {
  const { bundle } = plan
  if (!bundle) return pulls
  return pulls.filter(p =>
    bundle.evidence.some(e => e.for === planned.part?.key && e.resource === p.used.resource),
  )
}

/** What the registers answered, by pull: the values, and the whole signed answers for whoever checks a digest. */
function answersOf(pulls: readonly UsedPull[]) {
  return {
    answers: Object.fromEntries(pulls.map(p => [p.used.id, p.content])),
    proofs: Object.fromEntries(pulls.map(p => [p.used.id, p.answer])),
  }
}

function ownDocuments({ input, planned }: Opening): BodyOf<'receive'>['documents'] {
  const codes = new Set<string>(planned.item.document.documents.map(d => d.code))
  return input.documents.filter(d => codes.has(d.code))
}

/** The review points of this item's guide among those that the clerk went through. */
function checkedOf({ input, planned }: Opening): Pick<BodyOf<'receive'>, 'checked'> {
  const keys = new Set<string>(planned.item.document.reviewPoints.map(({ key }) => key))
  return input.checked ? { checked: input.checked.filter(({ key }) => keys.has(key)) } : {}
}

/** What the items that open later will need: kept with the first, sealed, so that nobody is asked twice. */
function laterOf({ input, plan, planned, pulls }: Opening): Later | undefined {
  const { bundle } = plan
  if (!bundle?.opens.some(o => o.when.key === planned.part?.key)) return undefined
  const others = bundle.evidence.filter(e => e.for !== planned.part?.key).map(e => e.resource)
  const kept = pulls.filter(p => others.includes(p.used.resource))
  return {
    documents: input.documents,
    evidence: kept.map(p => p.used),
    answers: Object.fromEntries(kept.map(p => [p.used.id, p.content])),
    tasks: input.consent.tasks,
    ...(input.checked ? { checked: input.checked } : {}),
  }
}
