import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CaseSummary } from '@lianqiao/model/api/case-views.ts'
import type { TrackedCase } from '@lianqiao/model/api/tracking.ts'
import { chineseDate } from '../../model/src/notices/until.ts'
import { verifyFile } from '../../server/src/records/index.ts'
import type { Client } from '../client.ts'
import { type Counter, type Opened, type Resident, receiveAtCounter } from './intake.ts'
import { caseOf, caseWhen, cast, eventually, inWords, ok, type Places, step, Timeline } from './stage.ts'

/** Scenario (a): 居住证 + 参保 at 乌江站, with its refusal and its silence. */
export const wang: Resident = {
  username: 'wang-xiaoqiao',
  name: '王晓桥',
  idNumber: '340523199003159916',
  phone: '13800000001',
  address: '江苏省南京市浦口区桥林街道乌江社区演示路1号101室',
  scheme: 'medical',
}
export const li: Resident = {
  username: 'li-chunyan',
  name: '李春燕',
  idNumber: '340523199508229924',
  phone: '13800000002',
  address: '江苏省南京市浦口区桥林街道乌江社区演示路2号202室',
  scheme: 'medical',
}
export const zhang: Resident = {
  username: 'zhang-jiangsheng',
  name: '张江生',
  idNumber: '340523198811029939',
  phone: '13800000003',
  address: '江苏省南京市浦口区桥林街道滨江社区演示路3号303室',
  scheme: 'pension',
}

export const abdulla: Resident = {
  username: 'abdulla',
  name: '阿卜杜拉·麦麦提敏·图尔荪江',
  idNumber: '340523199309099952',
  phone: '13800000004',
  address: '江苏省南京市浦口区桥林街道滨江社区演示路5号505室',
  scheme: 'medical',
}

type Cast = ReturnType<typeof cast>

/** Play it against the running nodes; throws at the first thing that is not as it should be. */
export async function insurance(places: Places): Promise<void> {
  const timeline = new Timeline()
  const people = cast(places)
  const began = Date.now()
  const main = await wholeWay(places, people, timeline)
  const station = Date.now() - began
  await refusal(places, people, timeline)
  await silence(places, people, timeline)
  await receivedThere(places, people, timeline)
  await sameHistory(places, people, timeline, main)
  console.log(
    `\n在站时间 time at the station: ${(station / 1000).toFixed(1)} s of machine time; target 20 min, before ≥ 2 h`,
  )
}

/** The whole way: received, accepted, granted, licence issued; insurance opened by it, asked across, granted; delivered, rated. */
async function wholeWay(
  places: Places,
  people: Cast,
  timeline: Timeline,
): Promise<{ permit: string; enrolment: string }> {
  timeline.scene('一、王晓桥：居住证 + 参保，一次办成')
  const counter = await pukouCounter(places, people)
  const { clerk } = counter
  const { opened } = await receiveAtCounter(counter, wang, timeline)
  const permit = first(opened)
  await document(clerk, permit, 0, timeline, '收件告知单')
  await grantPermit(people, permit, timeline)
  const enrolment = await nextOf(people, permit, timeline)
  const acceptor = await people.at('pukou', 'yan-bin')
  timeline.tell('医保受理岗', '受理参保登记', await step(acceptor, enrolment, 'accept'))
  const asked = await caseWhen(acceptor, enrolment, '协办发出', v => v.requests.length > 0)
  timeline.tell('系统', `向和县发起协办“${asked.requests[0]?.name}”，承诺 2 个工作小时`)
  const collaborator = await people.at('hexian', 'xie-ling')
  const there = await caseWhen(collaborator, enrolment, '和县收到协办', v => v.requests.length > 0)
  const request = there.requests[0]?.id
  const [paper] = there.requests[0]?.authority ?? []
  const signed = ok(await collaborator.get<Uint8Array>(`/api/files/${paper?.id}?record=${enrolment}`))
  timeline.tell('和县协办岗', `打开本人签字的授权书 ${Math.round(signed.length / 1024)} kB，核对签名`)
  const outcome = { stoppedOn: new Date().toISOString().slice(0, 10), coveredUntil: '2026-12-31' }
  timeline.tell(
    '和县协办岗',
    `答复：已停保，停保日期 ${chineseDate(outcome.stoppedOn)}`,
    await step(collaborator, enrolment, 'answer', { request, answer: 'stopped', done: true }, { outcome }),
  )
  const officer = await people.at('pukou', 'bao-lin')
  await caseWhen(officer, enrolment, '停保答复到浦口', v => v.requests.every(r => r.answer))
  timeline.tell('医保审批岗', '参保登记办成', await step(officer, enrolment, 'grant'))
  await caseWhen(officer, enrolment, '参保办结', v => v.summary.phase === 'concluded')
  for (const id of [permit, enrolment])
    timeline.tell(
      '综合窗口',
      `送达 ${id}`,
      await step(clerk, id, 'deliver', { way: '窗口领取' }, { recipient: wang.name }),
    )
  await trackAndRate(places, opened, timeline)
  return { permit, enrolment }
}

/** Under six months: refused on the spot, with the day to come back. */
async function refusal(places: Places, people: Cast, timeline: Timeline): Promise<void> {
  timeline.scene('二、李春燕：居住登记未满半年 → 不予受理，告知再来日期')
  const { opened, previews } = await receiveAtCounter(await pukouCounter(places, people), li, timeline)
  const judged = previews.find(p => p.resource === 'residence-registration')?.judgement.find(j => !j.met)
  if (!judged?.metOn) throw new Error('the register should have told the day on which half a year is full')
  const acceptor = await people.at('pukou', 'shen-lei')
  const id = first(opened)
  const took = await step(acceptor, id, 'refuse', {
    reason: '居住登记未满半年。',
    basis: '居住证暂行条例第二条',
    returnOn: judged.metOn,
  })
  timeline.tell('公安受理岗', `不予受理，请于${chineseDate(judged.metOn)}起再来`, took)
  const tracked = await track(places.hexian, places.pukou, opened.trackingCode)
  if (tracked[0]?.refusal?.returnOn !== judged.metOn)
    throw new Error('the person does not see when to come back')
  timeline.tell('李春燕', `手机查询：${tracked[0].phaseWords.zh}，${chineseDate(judged.metOn)}起可再来`)
}

/** 和县 says nothing for two working hours: urged by the system, while the residence permit went on alone. */
async function silence(places: Places, people: Cast, timeline: Timeline): Promise<void> {
  timeline.scene('三、张江生：和县逾时不答复 → 自动催办，居住证照常办结')
  const counter = await pukouCounter(places, people)
  const { opened } = await receiveAtCounter(counter, zhang, timeline)
  const permit = first(opened)
  await grantPermit(people, permit, timeline)
  const enrolment = await nextOf(people, permit, timeline)
  await step(await people.at('pukou', 'yan-bin'), enrolment, 'accept')
  const asked = await caseWhen(
    await people.at('pukou', 'yan-bin'),
    enrolment,
    '协办发出',
    v => v.requests.length > 0,
  )
  const due = asked.requests[0]?.clock?.promised?.due
  if (!due || due === 'unknown')
    throw new Error('the calendar of that day is not announced: no deadline can be waited for')
  timeline.tell('系统', `协办已发出，承诺${inWords(due)}前答复；和县不答复`)
  timeline.tell('居住证', `${(await caseOf(counter.clerk, permit)).summary.phaseWords.zh}，不等参保`)
  await moveClock(places, new Date(Date.parse(due) + 60_000).toISOString())
  people.forget()
  const officer = await people.at('pukou', 'yan-bin')
  await caseWhen(officer, enrolment, '自动催办', v => v.requests.some(r => r.escalations > 0))
  timeline.tell('系统', '两个工作小时已到，自动催办并上报')
  const collaborator = await people.at('hexian', 'xie-ling')
  const request = (
    await caseWhen(collaborator, enrolment, '和县看到催办', v => v.requests.some(r => r.escalations > 0))
  ).requests[0]?.id
  const body = { request, answer: 'unsettled', done: false, reason: '有一笔门诊费用未结算，结清后办理。' }
  timeline.tell('和县协办岗', '答复：有未结算费用', await step(collaborator, enrolment, 'answer', body))
  await caseWhen(officer, enrolment, '答复到浦口', v => v.requests.every(r => r.answer))
  await step(
    await people.at('pukou', 'fang-min'),
    permit,
    'deliver',
    { way: '窗口领取' },
    { recipient: zhang.name },
  )
  timeline.tell('综合窗口', '居住证送达')
}

/** 代收代办: received at 和县's own window, led there until 浦口 takes it over, decided in 浦口, handed over in 和县. */
async function receivedThere(places: Places, people: Cast, timeline: Timeline): Promise<void> {
  timeline.scene('四、阿卜杜拉：和县窗口代收，浦口决定，和县送达')
  const counter = { node: places.hexian, window: 'hx-service', clerk: await people.at('hexian', 'hu-yan') }
  const { opened } = await receiveAtCounter(counter, abdulla, timeline)
  const id = first(opened)
  const acceptor = await people.at('pukou', 'shen-lei')
  await caseWhen(acceptor, id, '浦口接收', v => v.summary.leader === '320111')
  timeline.tell('系统', '和县转送，浦口接收：主办权移交，两地签名')
  await grantPermit(people, id, timeline, 3)
  await caseWhen(counter.clerk, id, '办结回到和县', v => v.summary.phase === 'concluded')
  await step(counter.clerk, id, 'deliver', { way: '窗口领取' }, { recipient: abdulla.name })
  const delivered = await caseWhen(counter.clerk, id, '送达', v => v.summary.phase === 'delivered')
  timeline.tell('和县综合窗口', `送达（浦口记录并签名），共 ${delivered.timeline.length} 步`)
}

/** Both nodes hold the same history; it verifies without a node, and a changed byte is found. */
async function sameHistory(
  places: Places,
  people: Cast,
  timeline: Timeline,
  { enrolment }: { enrolment: string },
): Promise<void> {
  timeline.scene('五、两地同一部历史')
  const here = await exported(await people.at('pukou', 'bao-lin'), places.pukou, enrolment)
  const there = await exported(await people.at('hexian', 'xie-ling'), places.hexian, enrolment)
  const folder = await mkdtemp(join(tmpdir(), 'lianqiao-scenario-'))
  for (const [side, bytes] of [
    ['320111', here],
    ['340523', there],
  ] as const) {
    await writeFile(join(folder, `${side}-${enrolment}.json`), bytes)
    const finding = await verifyFile(bytes)
    if (!finding.ok) throw new Error(`the export of ${side} does not verify: ${finding.where} ${finding.why}`)
    timeline.tell(
      side,
      `导出并离线验证 ${finding.file.actions.length} 步，末端哈希 ${finding.state.head.slice(0, 16)}…`,
    )
  }
  const changed = withOneByteChanged(here)
  const found = await verifyFile(changed)
  if (found.ok) throw new Error('a changed byte went unseen')
  timeline.tell('验证', `改动一个字节：已发现，位于 ${found.where}`)
  console.log(`\n导出文件 exported files: ${folder}`)
  const watcher = await people.at('pukou', 'sysadmin')
  const ledger = await eventually('ledgers equal', async () => {
    const answer = ok(await watcher.get<Ledger>('/api/exchange/ledger?peer=340523'))
    return answer.equal ? answer : undefined
  })
  console.log(`320111 ledger head: ${ledger.own.root} (${ledger.own.records} records)`)
  console.log(`340523 ledger head: ${ledger.theirs?.root} (${ledger.theirs?.records} records)`)
  console.log(`ledgers equal: ${ledger.equal ? 'yes' : 'no'}`)
}

/** A digit of the time of the fourth step, one higher: a forger's smallest wish. */
function withOneByteChanged(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder('latin1').decode(bytes)
  const at = [...text.matchAll(/"at":"20/g)][3]
  if (!at) throw new Error('the export has too few steps')
  const changed = Uint8Array.from(bytes)
  const digit = at.index + '"at":"20'.length
  changed[digit] = (changed[digit] ?? 0) ^ 1
  return changed
}

interface LedgerHead {
  root: string
  records: number
}
interface Ledger {
  own: LedgerHead
  theirs: LedgerHead | null
  equal: boolean | null
}

async function pukouCounter(places: Places, people: Cast): Promise<Counter> {
  return { node: places.pukou, window: 'pk-service', clerk: await people.at('pukou', 'fang-min') }
}

async function grantPermit(people: Cast, id: string, timeline: Timeline, acceptedAt = 1): Promise<void> {
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
async function nextOf(people: Cast, permit: string, timeline: Timeline): Promise<string> {
  const acceptor = await people.at('pukou', 'yan-bin')
  const matter = (await caseOf(await people.at('pukou', 'fang-min'), permit)).summary.matter
  const id = await eventually('参保子件自动开启', async () => {
    const page = ok(await acceptor.get<{ cases: CaseSummary[] }>('/api/cases?view=work&limit=200'))
    return page.cases.find(c => c.matter === matter)?.id
  })
  timeline.tell('系统', `居住证准予，自动开启参保登记 ${id}（不再填表）`)
  return id
}

async function document(
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

/** The file to the byte, as a browser would save it. */
async function exported(client: Client, node: string, id: string): Promise<Uint8Array> {
  const response = await client.browser(`${node}/api/records/${id}/export`)
  if (!response.ok) throw new Error(`export answered ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

async function trackAndRate(places: Places, { trackingCode }: Opened, timeline: Timeline): Promise<void> {
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
async function track(near: string, far: string, code: string): Promise<TrackedCase[]> {
  const there = await fetch(`${far}/api/track/${code}`)
  const body = (await there.json()) as { cases: TrackedCase[] }
  const mine = await fetch(`${near}/api/track/${code}`)
  if (mine.status !== 200 && mine.status !== 404) throw new Error(`tracking answered ${mine.status}`)
  return body.cases
}

async function moveClock(places: Places, to: string): Promise<void> {
  const response = await fetch(`${places.pukou}/demo/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to }),
  })
  if (!response.ok) throw new Error('the demonstration clock could not be moved')
}

function first({ cases }: Opened): string {
  const [one] = cases
  if (!one) throw new Error('no case was opened')
  return one.id
}
