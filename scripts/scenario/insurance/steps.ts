import type { CaseSummary } from '@lianqiao/model/api/case-views.ts'
import type { TrackedCase } from '@lianqiao/model/api/tracking.ts'
import type { Client } from '../../client.ts'
import type { Counter, Opened } from '../intake.ts'
import { type Cast, caseOf, caseWhen, eventually, ok, type Places, step, type Timeline } from '../stage.ts'

/** What several scenes do alike: decide, look at a paper, follow and rate, move the clock. */

export async function pukouCounter(places: Places, people: Cast): Promise<Counter> {
  return { node: places.pukou, window: 'pk-service', clerk: await people.at('pukou', 'fang-min') }
}

export async function grantPermit(
  people: Cast,
  id: string,
  timeline: Timeline,
  acceptedAt = 1,
): Promise<void> {
  const acceptor = await people.at('pukou', 'shen-lei')
  timeline.tell('公安受理岗', '当场受理', await step(acceptor, id, 'accept'))
  await document(acceptor, id, acceptedAt, timeline, '受理通知书')
  await document(acceptor, id, acceptedAt, timeline, '领取凭证', 'collection-voucher')
  const approver = await people.at('pukou', 'jiang-tao')
  timeline.tell('公安审批岗', '审查', await step(approver, id, 'review'))
  timeline.tell('公安审批岗', '准予', await step(approver, id, 'grant'))
  const issued = await caseWhen(approver, id, '制证并办结', v => v.summary.phase === 'concluded')
  timeline.tell('系统', `签发电子居住证 ${issued.certificate?.id}`)
}

/** The insurance case that the grant opened by itself. */
export async function nextOf(people: Cast, permit: string, timeline: Timeline): Promise<string> {
  const acceptor = await people.at('pukou', 'yan-bin')
  const matter = (await caseOf(await people.at('pukou', 'fang-min'), permit)).summary.matter
  const id = await eventually('参保子件自动开启', async () => {
    const page = ok(await acceptor.get<{ cases: CaseSummary[] }>('/api/cases?view=work&limit=200'))
    return page.cases.find(c => c.matter === matter)?.id
  })
  timeline.tell('系统', `居住证准予，自动开启参保登记 ${id}（不再填表）`)
  return id
}

export async function document(
  client: Client,
  id: string,
  seq: number,
  timeline: Timeline,
  title: string,
  kind?: string,
): Promise<void> {
  const began = Date.now()
  const pdf = ok(
    await client.get<Uint8Array>(`/api/cases/${id}/documents/${seq}${kind ? `?kind=${kind}` : ''}`),
  )
  if (new TextDecoder().decode(pdf.subarray(0, 4)) !== '%PDF') throw new Error(`${title} is no PDF`)
  timeline.tell('文书', `${title} PDF ${Math.round(pdf.length / 1024)} kB`, Date.now() - began)
}

export async function trackAndRate(
  places: Places,
  { trackingCode }: Opened,
  timeline: Timeline,
): Promise<void> {
  const cases = await track(places.hexian, places.pukou, trackingCode)
  timeline.tell(
    '王晓桥',
    `手机凭查询码查看：${cases.map(c => `${c.item.name}—${c.phaseWords.zh}`).join('；')}`,
  )
  for (const { id } of cases) {
    const response = await fetch(`${places.pukou}/api/track/${trackingCode}/cases/${id}/rating`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ command: crypto.randomUUID(), grade: 5, points: [] }),
    })
    ok({ status: response.status, body: await response.json(), headers: response.headers })
  }
  timeline.tell('王晓桥', '用自己的手机评价：非常满意')
}

/** What the person sees, on his own side's node where that holds the matter, else on the other's. */
export async function track(near: string, far: string, code: string): Promise<TrackedCase[]> {
  const there = await fetch(`${far}/api/track/${code}`)
  const body = (await there.json()) as { cases: TrackedCase[] }
  const mine = await fetch(`${near}/api/track/${code}`)
  if (mine.status !== 200 && mine.status !== 404) throw new Error(`tracking answered ${mine.status}`)
  return body.cases
}

export async function moveClock(places: Places, to: string): Promise<void> {
  const response = await fetch(`${places.pukou}/demo/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to }),
  })
  if (!response.ok) throw new Error('the demonstration clock could not be moved')
}

export function first({ cases }: Opened): string {
  const [one] = cases
  if (!one) throw new Error('no case was opened')
  return one.id
}
