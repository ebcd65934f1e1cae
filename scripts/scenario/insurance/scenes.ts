import { chineseDate } from '../../../model/src/notices/until.ts'
import { receiveAtCounter } from '../intake.ts'
import { abdulla, li, wang, zhang } from '../residents.ts'
import { type Cast, caseOf, caseWhen, inWords, ok, type Places, step, type Timeline } from '../stage.ts'
import {
  document,
  first,
  grantPermit,
  moveClock,
  nextOf,
  pukouCounter,
  track,
  trackAndRate,
} from './steps.ts'

/** The whole way: received, accepted, granted, licence issued; insurance opened by it, asked across, granted; delivered, rated. */
export async function wholeWay(
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
export async function refusal(places: Places, people: Cast, timeline: Timeline): Promise<void> {
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
export async function silence(places: Places, people: Cast, timeline: Timeline): Promise<void> {
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
export async function receivedThere(places: Places, people: Cast, timeline: Timeline): Promise<void> {
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
