import { readFile } from 'node:fs/promises'
import type { CaseSummary, CaseView } from '@lianqiao/model/api/case-views.ts'
import type { EvidencePreview } from '@lianqiao/model/api/resources.ts'
import { matterOf, type Opened, picture, pulls, type Resident } from '../scenario/intake.ts'
import { abdulla, wang } from '../scenario/residents.ts'
import type { Code } from './codes.ts'
import { anyone, makePatient, type Patient, persist, Refusal } from './patient.ts'
import type { Stage } from './stage.ts'

/** What the clients were told was done: it must all be found afterwards, once. */
export interface Promised {
  /** Commands that got an OK, by record. */
  commands: { record: string; command: string }[]
  tickets: { node: Code; command: string }[]
  /** The bundles opened, with the command and the two cases that each must have. */
  matters: { node: Code; command: string; id: string; cases: string[] }[]
  drafts: { owner: Patient; key: string; version: number; content: unknown }[]
  /** Residence permits granted: each has one certificate. */
  granted: string[]
  /** Records that both sides hold, and who may export them where. */
  shared: { record: string; readers: Patient[] }[]
}

/** The people of both sides who do the work of a run. */
export type Cast = (code: Code, username: string) => Patient

export function castOf(stage: Stage): Cast {
  const known = new Map<string, Patient>()
  return (code, username) => {
    const key = `${code}/${username}`
    const one = known.get(key) ?? makePatient(stage, code, username)
    known.set(key, one)
    return one
  }
}

/** Play one whole run: the bundle 居住证+参保 across both nodes, and beside it one received in 和县 for 浦口. */
export async function play(stage: Stage, cast: Cast): Promise<Promised> {
  const promised: Promised = { commands: [], tickets: [], matters: [], drafts: [], granted: [], shared: [] }
  await Promise.all([acrossBoth(stage, cast, promised), receivedThere(stage, cast, promised)])
  return promised
}

async function acrossBoth(stage: Stage, cast: Cast, promised: Promised): Promise<void> {
  const clerk = cast('320111', 'fang-min')
  const opened = await receive(stage, '320111', { clerk, window: 'pk-service' }, wang, promised)
  const permit = opened.cases[0]?.id as string
  await grantPermit(cast, permit, promised)
  const insurer = cast('320111', 'yan-bin')
  const enrolment = await followingCase(insurer, opened.matter)
  promised.matters.find(m => m.id === opened.matter)?.cases.push(enrolment)
  await step(insurer, enrolment, 'accept', promised)
  const collaborator = cast('340523', 'xie-ling')
  const asked = await when(collaborator, enrolment, '协办到和县', v => v.requests.length > 0)
  const answer = { request: asked.requests[0]?.id, answer: 'stopped', done: true }
  const outcome = { stoppedOn: asked.requests[0]?.askedAt.slice(0, 10), coveredUntil: '2026-12-31' }
  await step(collaborator, enrolment, 'answer', promised, answer, { outcome })
  const officer = cast('320111', 'bao-lin')
  await when(officer, enrolment, '答复到浦口', v => v.requests.every(r => r.answer))
  await step(officer, enrolment, 'grant', promised)
  await when(officer, enrolment, '参保办结', v => v.summary.phase === 'concluded')
  for (const id of [permit, enrolment])
    await step(clerk, id, 'deliver', promised, { way: '窗口领取' }, { recipient: wang.name })
  const rating = { command: crypto.randomUUID(), grade: 5, points: [] }
  const { publicUrl } = stage.sides['320111'].config
  await anyone(`${publicUrl}/api/track/${opened.trackingCode}/cases/${permit}/rating`, rating)
  promised.commands.push({ record: permit, command: rating.command })
  promised.shared.push({ record: enrolment, readers: [officer, collaborator] })
}

async function receivedThere(stage: Stage, cast: Cast, promised: Promised): Promise<void> {
  const clerk = cast('340523', 'hu-yan')
  const opened = await receive(stage, '340523', { clerk, window: 'hx-service' }, abdulla, promised)
  const permit = opened.cases[0]?.id as string
  await when(cast('320111', 'shen-lei'), permit, '浦口接收', v => v.summary.leader === '320111')
  await grantPermit(cast, permit, promised)
  const enrolment = await followingCase(cast('320111', 'yan-bin'), opened.matter)
  promised.matters.find(m => m.id === opened.matter)?.cases.push(enrolment)
  await when(clerk, permit, '办结回到和县', v => v.summary.phase === 'concluded')
  await step(clerk, permit, 'deliver', promised, { way: '窗口领取' }, { recipient: abdulla.name })
  await when(clerk, permit, '送达', v => v.summary.phase === 'delivered')
  promised.shared.push({ record: permit, readers: [cast('320111', 'jiang-tao'), clerk] })
}

/** At a window: number, call, drafts of the form, evidence, scan, 收件. */
async function receive(
  stage: Stage,
  node: Code,
  { clerk, window }: { clerk: Patient; window: string },
  who: Resident,
  promised: Promised,
): Promise<Opened> {
  const { publicUrl } = stage.sides[node].config
  await numbered(publicUrl, { clerk, window, node }, promised)
  const key = `fault:${crypto.randomUUID()}`
  for (const version of [0, 1, 2]) {
    const content = { person: who.name, typed: version }
    await clerk.put(`/api/drafts/${key}`, { version, content })
    promised.drafts = promised.drafts.filter(draft => draft.key !== key)
    promised.drafts.push({ owner: clerk, key, version: version + 1, content })
  }
  const { id, sha256 } = await clerk.post<{ id: string; sha256: string }>(
    '/api/files',
    new Uint8Array(await readFile(picture)),
  )
  const command = crypto.randomUUID()
  // A preview is good for half an hour: where the clock jumped past it, it is pulled again.
  for (;;) {
    const previews = await pulled(clerk, who)
    try {
      const body = {
        ...matterOf(who, previews, { scan: { id, sha256 }, authority: { id, sha256 } }),
        command,
      }
      const opened = await clerk.post<Opened>('/api/matters', body)
      promised.matters.push({ node, command, id: opened.matter, cases: opened.cases.map(c => c.id) })
      return opened
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'preview-expired')) throw error
    }
  }
}

async function numbered(
  publicUrl: string,
  { clerk, window, node }: { clerk: Patient; window: string; node: Code },
  promised: Promised,
): Promise<void> {
  for (;;) {
    const ticket = crypto.randomUUID()
    await anyone(`${publicUrl}/api/queue/tickets`, { command: ticket, station: 'wujiang', kind: '政务' })
    promised.tickets.push({ node, command: ticket })
    try {
      await clerk.post('/api/queue/call', { command: crypto.randomUUID(), station: 'wujiang', window })
      return
    } catch (error) {
      // The clock jumped over midnight: yesterday's numbers are not called today.
      if (!(error instanceof Refusal && error.code === 'queue-empty')) throw error
    }
  }
}

async function pulled(clerk: Patient, who: Resident): Promise<EvidencePreview[]> {
  const previews: EvidencePreview[] = []
  const subject = { idNumber: who.idNumber, name: who.name }
  const consent = { text: 'service-consent', given: true, by: 'applicant', at: new Date().toISOString() }
  for (const pull of pulls)
    previews.push(await clerk.post<EvidencePreview>('/api/evidence/pull', { ...pull, subject, consent }))
  return previews
}

async function grantPermit(cast: Cast, id: string, promised: Promised): Promise<void> {
  await step(cast('320111', 'shen-lei'), id, 'accept', promised)
  const approver = cast('320111', 'jiang-tao')
  await step(approver, id, 'review', promised)
  await step(approver, id, 'grant', promised)
  promised.granted.push(id)
  await when(approver, id, '制证并办结', v => v.summary.phase === 'concluded')
}

/** The case that the grant opened by itself. */
function followingCase(client: Patient, matter: string): Promise<string> {
  return persist('参保子件自动开启', async () => {
    const page = await client.get<{ cases: CaseSummary[] }>('/api/cases?view=work&limit=200')
    const found = page.cases.find(c => c.matter === matter)
    if (!found) throw new Error('not opened yet')
    return found.id
  })
}

/** Take a step having seen the case; where it moved on meanwhile, look again, as a person does. */
async function step(
  client: Patient,
  id: string,
  verb: string,
  promised: Promised,
  body: object = {},
  parts: object = {},
): Promise<void> {
  for (;;) {
    const { seq } = await client.get<CaseView>(`/api/cases/${id}`)
    const command = crypto.randomUUID()
    try {
      await client.post(`/api/cases/${id}/actions/${verb}`, { command, seen: seq, body, parts })
      promised.commands.push({ record: id, command })
      return
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'stale')) throw error
    }
  }
}

/** The case once somebody else's step has arrived. */
function when(
  client: Patient,
  id: string,
  what: string,
  holds: (view: CaseView) => boolean,
): Promise<CaseView> {
  return persist(what, async () => {
    const view = await client.get<CaseView>(`/api/cases/${id}`).catch(notYet)
    if (!holds(view)) throw new Error(`${view.summary.phase}, led by ${view.summary.leader}`)
    return view
  })
}

/** A case that did not arrive yet does not exist for the one who asks. */
function notYet(error: unknown): never {
  throw error instanceof Refusal && error.code === 'record-not-found' ? new Error('not there yet') : error
}
