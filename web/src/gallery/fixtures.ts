import type { ClockReading } from '@lianqiao/model/clocks/clock.ts'
import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { ProblemError } from '../lib/problem.ts'
import type { Session } from '../lib/session.ts'
import type { TimelineEntry } from '../ui/record/Timeline.tsx'

/** Invented content for looking at the kit. Nobody in it exists. */
const pukou = JurisdictionCode.parse('320111')

/** The instant at which all clocks of the gallery are read: Monday 2 March 2026, 10:00 at the office. */
export const now = new Date('2026-03-02T02:00:00.000Z')

export const session: Session = {
  node: {
    code: pukou,
    name: '南京市浦口区',
    nameEn: 'Pukou District, Nanjing',
    shortName: '浦口',
    province: { code: JurisdictionCode.parse('320000'), name: '江苏省', shortName: '苏' },
    demonstration: true,
  },
  who: {
    kind: 'staff',
    name: '示例·周敏',
    jurisdiction: pukou,
    roles: ['clerk'],
    station: 'wujiang',
    window: 'pk-service',
    windowName: { zh: '浦口政务服务窗口', en: 'Pukou services' },
  },
  csrf: 'gallery',
  signInUrl: '/auth/sign-in',
}

const limit = (amount: number, unit: 'working-day' | 'calendar-day' | 'working-hour' = 'working-day') => ({
  unit,
  amount,
})
const reading = (part: Partial<ClockReading>): ClockReading => ({
  phase: 'running',
  startedAt: '2026-02-26T01:30:00.000Z',
  pausedFor: 0,
  extendedBy: limit(0),
  ...part,
})

export const clocks: Record<string, ClockReading> = {
  calm: reading({
    promised: { limit: limit(5), due: '2026-03-05T16:00:00.000Z', left: 4, overdue: false },
    statutory: { limit: limit(20), due: '2026-03-26T16:00:00.000Z', left: 18, overdue: false },
  }),
  today: reading({
    promised: { limit: limit(3), due: '2026-03-02T16:00:00.000Z', left: 1, overdue: false },
    statutory: {
      limit: limit(15, 'calendar-day'),
      due: '2026-03-13T16:00:00.000Z',
      left: 12,
      overdue: false,
    },
  }),
  hours: reading({
    promised: { limit: limit(2, 'working-hour'), due: '2026-03-02T03:30:00.000Z', left: 1.5, overdue: false },
  }),
  over: reading({
    promised: { limit: limit(2), due: '2026-02-27T16:00:00.000Z', left: -2, overdue: true },
    statutory: { limit: limit(5), due: '2026-03-04T16:00:00.000Z', left: 3, overdue: false },
  }),
  paused: reading({
    phase: 'paused',
    pausedSince: '2026-02-28T02:00:00.000Z',
    extendedBy: limit(10),
    promised: { limit: limit(10), due: '2026-03-20T16:00:00.000Z', left: 9, overdue: false },
    statutory: { limit: limit(30), due: '2026-04-20T16:00:00.000Z', left: 28, overdue: false },
  }),
  unknown: reading({ statutory: { limit: limit(20), due: 'unknown', left: 'unknown', overdue: false } }),
  done: reading({
    phase: 'stopped',
    promised: { limit: limit(5), due: '2026-03-05T16:00:00.000Z', left: 3, overdue: false },
    statutory: { limit: limit(20), due: '2026-03-26T16:00:00.000Z', left: 17, overdue: false },
  }),
  late: reading({
    phase: 'stopped',
    promised: { limit: limit(2), due: '2026-02-27T16:00:00.000Z', left: -1, overdue: true },
  }),
}

export const problem = new ProblemError({
  type: 'urn:lianqiao:problem:LQ-0101',
  title: '填写有误',
  status: 422,
  detail: '有 2 处需要更正，请按提示修改后再提交，已填内容不会丢失。',
  code: 'bad-input',
  number: 'LQ-0101',
  errors: [
    { pointer: '/applicant/phone', detail: '请填写 11 位手机号码' },
    { pointer: '/residence/division', detail: '请选到社区（村）' },
  ],
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
})

export const refusal = new ProblemError({
  type: 'urn:lianqiao:problem:LQ-0307',
  title: '他人已先办理',
  status: 409,
  detail: '此件刚被他人办理过，已为您刷新；您填写的内容仍在，请核对后再提交。',
  code: 'stale',
  number: 'LQ-0307',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
})

export const timeline: TimelineEntry[] = [
  {
    seq: 0,
    title: { zh: '收件', en: 'Received' },
    at: '2026-02-26T01:30:00.000Z',
    by: '示例·陶静 · 综合窗口 · 乌江联动共治站',
    side: { name: '皖 和县', own: false },
    documents: [{ title: '收件告知单', href: '#' }],
  },
  {
    seq: 1,
    title: { zh: '受理', en: 'Accepted' },
    at: '2026-02-26T03:05:00.000Z',
    by: '示例·周敏 · 受理岗',
    side: { name: '苏 浦口', own: true },
    documents: [{ title: '受理通知书', href: '#' }],
  },
  {
    seq: 2,
    title: { zh: '特别程序（专家评审）', en: 'Expert review' },
    at: '2026-02-28T02:00:00.000Z',
    by: '示例·周敏 · 受理岗',
    side: { name: '苏 浦口', own: true },
    note: '评审所需时间不计算在办理期限内（行政许可法第四十五条）。',
  },
  {
    seq: 3,
    title: { zh: '准予决定', en: 'Granted' },
    at: '2026-03-02T01:40:00.000Z',
    by: '示例·高远 · 审批岗',
    side: { name: '苏 浦口', own: true },
  },
]

const divisions = [
  ['320111', '浦口区', 'county', '320100'],
  ['340523', '和县', 'county', '340500'],
  ['320111005', '桥林街道', 'street', '320111'],
  ['320111004', '江浦街道', 'street', '320111'],
  ['320111005011', '乌江社区', 'community', '320111005'],
  ['320111005012', '茶棚社区', 'community', '320111005'],
  ['340523101', '乌江镇', 'street', '340523'],
].map(([code, name, level, parent]) => ({ code, name, level, parent }))

/** Answer the few endpoints that the kit asks, as the node would. */
export function answerFromFixtures(): void {
  const answers: Record<string, (url: URL) => unknown> = {
    '/api/session': () => ({ ...session, who: null, csrf: null }),
    '/api/catalogue/divisions': url => ({
      divisions: divisions.filter(d =>
        url.searchParams.has('parent') ? d.parent === url.searchParams.get('parent') : d.level === 'county',
      ),
    }),
    '/api/files': () => ({
      id: crypto.randomUUID(),
      sha256: '0'.repeat(64),
      mediaType: 'image/png',
      size: 1000,
    }),
  }
  const real = window.fetch
  window.fetch = async (input, init) => {
    const url = new URL(String(input), location.href)
    const answer = answers[url.pathname]
    return answer ? Response.json(answer(url)) : real(input, init)
  }
}
