import { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { authorityFor } from '@lianqiao/model/procedures/permit/authority.ts'
import type { BodyOf } from '@lianqiao/model/procedures/permit/bodies.ts'
import type { Later, PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import type { Body } from '@lianqiao/model/records/action.ts'
import { z } from 'zod'
import { getBundle, getItem, snapshotOf } from '../catalogue/index.ts'
import { handOnFiles } from '../files/index.ts'
import { audit } from '../platform/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import { transaction } from '../platform/transaction.ts'
import { act, open, systemActor } from '../records/index.ts'
import { linkPulls } from '../resources/index.ts'
import { filesOf } from './files-of.ts'
import { followingId } from './ids.ts'
import { foldCase, type OpenCase } from './load.ts'
import { prepareRequest } from './requests.ts'
import { takeOver } from './take-over.ts'

/** Job `case.continue`: a step was taken; do what follows by itself. Doing it twice has one effect. */
const Step = z.object({ record: RecordId, seq: z.int(), verb: z.string() })

export async function continueCase(node: Node, data: unknown): Promise<void> {
  const step = Step.parse(data)
  await transaction(node.db, async tx => {
    if (step.verb === 'offer') return void (await takeOver(node, tx, step.record))
    await audit(node, tx, { who: 'system', verb: `cases.after-${step.verb}`, object: step.record })
    const opened = await foldCase(node, tx, step.record, true)
    const { state } = opened
    if (state.leader !== node.jurisdiction) return
    if (step.verb === 'accept') await askForTasks(node, tx, opened, step.seq)
    if (step.verb === 'grant') await afterGrant(node, tx, opened, step.seq)
    if (step.verb === 'deny') await systemStep(node, tx, state.id, step.seq, 'conclude', {})
    if (step.verb === 'annul') await node.jobs.send(tx, 'certificate.revoke', { record: state.id })
  })
}

/** 协办: the person is insured elsewhere and has signed; the task goes out with the acceptance, not by somebody's memory. */
async function askForTasks(node: Node, tx: Tx, { state }: OpenCase, seq: number): Promise<void> {
  const { data } = state
  if (!data.part) return
  const { document: bundle } = await getBundle(
    tx,
    { jurisdiction: data.deciding, code: data.part.bundle },
    state.openedAt,
  )
  for (const evidence of bundle.evidence.filter(e => e.for === data.part?.key && e.asks)) {
    const { asks } = evidence
    const used = data.evidence.find(e => e.resource === evidence.resource)
    const content = used && data.evidenceContent?.[used.id]
    const due = asks !== undefined && content?.[asks.field] === asks.equals
    // Without his signed authority nobody asks on the person's behalf.
    if (!due || !used || !data.consent || !authorityFor(data.consent, asks.task)) continue
    const request = await prepareRequest(tx, data, { to: used.provider, task: asks.task }, node.time.now())
    await act(node, tx, {
      record: state.id,
      verb: 'ask',
      actor: systemActor(node),
      body: request.body as unknown as Body,
      parts: request.parts,
      command: followingId(state.id, seq, `ask:${asks.task}`),
    })
  }
}

/** A licence is made, or the case concluded where there is none; items of the bundle that wait for this open now. */
async function afterGrant(node: Node, tx: Tx, opened: OpenCase, seq: number): Promise<void> {
  const { data, id } = opened.state
  if (data.item.certificateType) await node.jobs.send(tx, 'certificate.issue', { record: id })
  else await systemStep(node, tx, id, seq, 'conclude', {})
  if (data.part && data.later) await openNext(node, tx, opened, data.part, data.later, seq)
}

async function openNext(
  node: Node,
  tx: Tx,
  { state }: OpenCase,
  part: NonNullable<PermitData['part']>,
  later: Later,
  seq: number,
): Promise<void> {
  const { data } = state
  const { document: bundle } = await getBundle(
    tx,
    { jurisdiction: data.deciding, code: part.bundle },
    state.openedAt,
  )
  for (const { open: key } of bundle.opens.filter(o => o.when.key === part.key)) {
    const next = bundle.items.find(i => i.key === key)
    if (!next) continue
    const item = await getItem(tx, { jurisdiction: data.deciding, code: next.item }, node.time.now())
    const codes = new Set<string>(item.document.documents.map(d => d.code))
    const points = new Set<string>(item.document.reviewPoints.map(({ key }) => key))
    const resources = bundle.evidence.filter(e => e.for === key).map(e => e.resource)
    const evidence = later.evidence.filter(e => resources.includes(e.resource))
    const body: BodyOf<'receive'> = {
      matter: data.matter,
      part: { bundle: part.bundle, key },
      openedBy: { record: state.id, seq, hash: state.head },
      item: snapshotOf(item),
      receiving: node.jurisdiction,
      deciding: data.deciding,
      mode: 'joint',
      subject: data.applicantSubject,
      documents: asNow(later.documents, data.documents).filter(d => codes.has(d.code)),
      evidence,
      delivery: { way: data.delivery.way },
      ...(later.checked ? { checked: later.checked.filter(({ key }) => points.has(key)) } : {}),
    }
    const { id } = await open(node, tx, {
      kind: 'permit',
      verb: 'receive',
      receiving: node.jurisdiction,
      deciding: data.deciding,
      actor: { ...systemActor(node), ...(data.station ? { station: data.station } : {}) },
      body: body as unknown as Body,
      parts: {
        applicant: data.applicant,
        form: data.form,
        tracking: data.trackingCode,
        answers: Object.fromEntries(evidence.map(e => [e.id, later.answers[e.id]])),
        consent: data.consent,
        delivery_address: data.delivery.address,
      },
      command: followingId(data.matter, 0, next.item),
    })
    await handOnFiles(tx, filesOf(data.form, body.documents, data.consent), state.id, id)
    await linkPulls(
      tx,
      evidence.map(e => e.id),
      id,
    )
  }
}

/** Documents as they were handed in, or as they were supplied since in the first case (容缺). */
function asNow(handedIn: Later['documents'], now: PermitData['documents']): Later['documents'] {
  return handedIn.map(document => now.find(({ code }) => code === document.code) ?? document)
}

async function systemStep(
  node: Node,
  tx: Tx,
  record: RecordId,
  seq: number,
  verb: string,
  body: Body,
): Promise<void> {
  await act(node, tx, {
    record,
    verb,
    actor: systemActor(node),
    body,
    command: followingId(record, seq, verb),
  })
}
