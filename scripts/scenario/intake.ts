import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OutputOf } from '@lianqiao/model/api/endpoint.ts'
import type { OpenMatter, openMatter } from '@lianqiao/model/api/matters.ts'
import type { EvidencePreview } from '@lianqiao/model/api/resources.ts'
import type { Client } from '../client.ts'
import { ok, type Timeline } from './stage.ts'

export interface Resident {
  username: string
  name: string
  idNumber: string
  phone: string
  address: string
  scheme: 'medical' | 'pension'
}

/** A picture that is nobody's, for photo and lease. */
export const picture = join(import.meta.dirname, 'picture.png')

/** What the window pulls for the bundle, on the person's explicit request, and no field more than the bundle names. */
// biome-ignore format: a table
export const pulls = [
  { resource: 'id-card', provider: '340523', purpose: '居住证申领', item: 'residence-permit', fields: ['name', 'sex', 'ethnicity', 'birthDate', 'address', 'validTo'] },
  { resource: 'household', provider: '340523', purpose: '居住证申领', item: 'residence-permit', fields: ['division', 'address', 'status'] },
  { resource: 'residence-registration', provider: '320111', purpose: '居住证申领', item: 'residence-permit', fields: ['division', 'registeredOn', 'status'] },
  { resource: 'insurance-status', provider: '340523', purpose: '参保登记', item: 'resident-insurance', fields: ['insured', 'scheme', 'validTo'] },
]

export type Opened = OutputOf<typeof openMatter>

/** A window of 乌江站: whose node it works on, and who sits at it. */
export interface Counter<Clerk = Client> {
  node: string
  window: string
  clerk: Clerk
}

/** A resident at a counter: number, call, pulls with preview, one scan, one form, 收件. */
export async function receiveAtCounter(
  { node, window, clerk }: Counter<Pick<Client, 'post' | 'get'>>,
  who: Resident,
  timeline: Timeline,
): Promise<{ opened: Opened; previews: EvidencePreview[] }> {
  const ticket = await takeNumber(node, who)
  const called = ok(
    await clerk.post<{ code: string }>('/api/queue/call', {
      command: crypto.randomUUID(),
      station: 'wujiang',
      window,
    }),
  )
  timeline.tell('综合窗口', `叫号 ${called.code}（取号 ${ticket}）`)
  const previews: EvidencePreview[] = []
  for (const pull of pulls) {
    const began = Date.now()
    const consent = { text: 'service-consent', given: true, by: 'applicant', at: new Date().toISOString() }
    const preview = ok(
      await clerk.post<EvidencePreview>('/api/evidence/pull', {
        ...pull,
        subject: { idNumber: who.idNumber, name: who.name },
        consent,
      }),
    )
    previews.push(preview)
    timeline.tell(
      '综合窗口',
      `经本人同意调取 ${pull.provider} ${pull.resource}：${preview.fields.length} 项，预览已确认`,
      Date.now() - began,
    )
  }
  const scans = { scan: await scanned(clerk), authority: await scanned(clerk) }
  timeline.tell('综合窗口', '扫描租赁合同（一次，后续共用）和本人签字的停保授权书')
  const body = { ...matterOf(who, previews, scans), checked: await pointsOf(clerk) }
  const began = Date.now()
  const opened = ok(await clerk.post<Opened>('/api/matters', body))
  timeline.tell(
    '综合窗口',
    `收件 ${opened.cases[0]?.id}（查询码 ${opened.trackingCode}）`,
    Date.now() - began,
  )
  return { opened, previews }
}

/** One paper under the camera of the window. */
async function scanned(clerk: Pick<Client, 'post'>): Promise<{ id: string; sha256: string }> {
  const { id, sha256 } = ok(
    await clerk.post<{ id: string; sha256: string }>('/api/files', new Uint8Array(await readFile(picture))),
  )
  return { id, sha256 }
}

/** 审查要点 of both guides, each once and all ticked, as the clerk does it with one key. */
async function pointsOf(clerk: Pick<Client, 'get'>): Promise<OpenMatter['checked']> {
  const guides = await Promise.all(
    ['residence-permit', 'resident-insurance'].map(async code =>
      ok(
        await clerk.get<{ document: { reviewPoints: { key: string }[] } }>(
          `/api/catalogue/items/320111/${code}`,
        ),
      ),
    ),
  )
  const keys = new Set(guides.flatMap(({ document }) => document.reviewPoints.map(({ key }) => key)))
  return [...keys].map(key => ({ key, met: true })) as OpenMatter['checked']
}

/** 取号 at 乌江站 by the id card, as a ticket machine does it. Answers the number. */
export async function takeNumber(node: string, { name, idNumber }: Resident): Promise<string> {
  const response = await fetch(`${node}/api/queue/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      command: crypto.randomUUID(),
      station: 'wujiang',
      kind: '政务',
      person: { name, idNumber, consent: { notice: 'privacy-notice', given: true } },
    }),
  })
  const { code } = ok({
    status: response.status,
    body: (await response.json()) as { code: string },
    headers: response.headers,
  })
  return code
}

/** The application for the bundle, as the window sends it. */
export function matterOf(
  who: Resident,
  previews: EvidencePreview[],
  { scan, authority }: Record<'scan' | 'authority', { id: string; sha256: string }>,
): OpenMatter {
  const registered = previews
    .find(p => p.resource === 'residence-registration')
    ?.fields.find(f => f.name === 'registeredOn')?.value
  const evidenceOf = (resource: string) => previews.find(p => p.resource === resource)?.id
  return {
    command: crypto.randomUUID() as OpenMatter['command'],
    deciding: '320111' as OpenMatter['deciding'],
    what: { kind: 'bundle', bundle: 'residence-insurance' },
    form: {
      applicant: {
        name: who.name,
        idNumber: who.idNumber,
        birthDate: `${who.idNumber.slice(6, 10)}-${who.idNumber.slice(10, 12)}-${who.idNumber.slice(12, 14)}`,
        sex: Number(who.idNumber[16]) % 2 ? 'male' : 'female',
        phone: who.phone,
      },
      household: { division: '340523107001', address: '安徽省马鞍山市和县乌江镇演示组1号' },
      residence: { division: '320111005011', address: who.address, registeredOn: String(registered) },
      ground: { kind: 'dwelling', tenure: 'lease', proofNumber: '演示租约第1号', lease: scan.id },
      photo: scan.id,
      insurance: {
        scheme: who.scheme,
        from: 'now',
        ...(who.scheme === 'medical' ? { identity: 'general' } : { tier: '400' }),
      },
      delivery: { way: 'pickup', station: 'wujiang' },
      declaration: true,
    } as OpenMatter['form'],
    documents: [
      { code: 'application', by: 'form', files: [], originalSeen: false },
      { code: 'id-card', by: 'certificate', files: [], evidence: evidenceOf('id-card'), originalSeen: true },
      {
        code: 'residence-registration',
        by: 'resource',
        files: [],
        evidence: evidenceOf('residence-registration'),
        originalSeen: false,
      },
      { code: 'photo', by: 'scan', files: [scan], originalSeen: false },
      { code: 'lease', by: 'scan', files: [scan], originalSeen: true },
    ] as OpenMatter['documents'],
    evidence: previews.map(p => p.id),
    consent: {
      text: 'service-consent',
      given: true,
      by: 'signature',
      tasks: ['insurance-stop'],
      authorities: [{ task: 'insurance-stop', files: [authority] }],
    } as OpenMatter['consent'],
  }
}
