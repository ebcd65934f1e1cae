import { randomUUID } from 'node:crypto'
import { digest } from '@lianqiao/model/records/chain.ts'
import { expect } from 'vitest'
import { getItem, snapshotOf } from '../../../server/src/catalogue/index.ts'
import { caseWhen, noCrimeCertificate, people, stepAs } from '../../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../../support/two-nodes.ts'
import { until } from '../../support/until.ts'
import { hostile, type Verdict } from './hostile.ts'

/** 浦口 is the house; 和县's operator the cheat, who holds a true key and a true agreement. */
export interface House {
  nodes: TwoNodes
  cheat: ReturnType<typeof hostile>
  /** Of 浦口, received by 和县's window and led by 浦口 since: it waits for a correction. */
  shared: string
  /** Of 浦口 alone. */
  own: string
  /** A first step in due form, about 浦口's certificate of no criminal record; with changes of it, and of its item. */
  receiving(change?: object, item?: object): Promise<Record<string, unknown>>
  /** Refused for good, and nothing of it stays. */
  refused(verdict: Verdict & { record?: string }, code: string): Promise<void>
  /** Both sides hold the same of what they share, and 浦口's own people work on. */
  undisturbed(): Promise<void>
}

const { acceptor, clerk: ourClerk } = people.pukou
const item = { jurisdiction: '320111', code: 'no-crime-certificate' }

export async function startHouse(): Promise<House> {
  const nodes = await startTwoNodes()
  const { pukou, hexian } = nodes
  const opened = await hexian.as(people.hexian.clerk).post('/api/matters', noCrimeCertificate('320111'))
  const shared: string = opened.body.cases[0].id
  await until('the case', async () => (await pukou.as(acceptor).get(`/api/cases/${shared}`)).status === 200)
  await caseWhen(pukou, acceptor, shared, 'taken over', view => view.summary.leader === '320111')
  const points = [{ document: 'application', text: '请补正申请表。' }]
  await stepAs(pukou, acceptor, shared, 'require-correction', { points })
  await caseWhen(hexian, people.hexian.clerk, shared, 'told', view => view.summary.phase === 'correcting')
  const alone = await pukou.as(ourClerk).post('/api/matters', noCrimeCertificate('320111'))
  return {
    ...{ nodes, shared, own: alone.body.cases[0].id, cheat: hostile(hexian.node, pukou) },
    async receiving(change = {}, changed = {}) {
      return {
        matter: randomUUID(),
        item: { ...snapshotOf(await getItem(pukou.node.db, item, nodes.time.now())), ...changed },
        receiving: '340523',
        deciding: '320111',
        mode: 'received-elsewhere',
        subject: 'matter-of-a-cheat',
        documents: [],
        evidence: [],
        delivery: { way: '窗口领取' },
        ...change,
      }
    },
    async refused(verdict, code) {
      expect(verdict).toMatchObject({ status: 200, state: 'rejected', code })
      const { record } = verdict
      if (!record) return
      const rows = await pukou.node.db.selectFrom('record').select('id').where('id', '=', record).execute()
      expect(rows).toEqual([])
    },
    async undisturbed() {
      const heads = await Promise.all(
        [pukou, hexian].map(async ({ node }) =>
          digest(
            await node.db.selectFrom('record').select(['head', 'seq']).where('id', '=', shared).execute(),
          ),
        ),
      )
      expect(heads[0]).toBe(heads[1])
      expect((await pukou.as(acceptor).get('/api/cases?view=all')).status).toBe(200)
      expect((await pukou.as(ourClerk).post('/api/cases/find', { text: '欧阳思远' })).status).toBe(200)
    },
  }
}

/** Somebody of the cheat's side, as whom he may call himself. */
export const actor = (kind: string, roles: string[], more: object = {}) => ({
  kind,
  jurisdiction: '340523',
  subject: 'cheat',
  roles,
  ...more,
})
export const clerk = actor('staff', ['clerk'], { department: 'government-services', station: 'wujiang' })
export const applicant = actor('applicant', ['applicant'])
export const system = actor('system', ['system'])
