import type { AgreementSummary } from '@lianqiao/model/api/agreements.ts'
import type { MessageView } from '@lianqiao/model/api/exchange.ts'
import { Agreement } from '@lianqiao/model/catalogue/agreement.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { permitKind } from '../../server/src/cases/kind.ts'
import { importAgreement, signAgreement } from '../../server/src/federation/index.ts'
import type { Node, RecordKind } from '../../server/src/platform/node.ts'
import { acquaint } from '../support/acquaint.ts'
import { staff } from '../support/as.ts'
import { shippedAgreement } from '../support/jurisdictions.ts'
import { caseAs, noCrimeCertificate, people } from '../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

type Document = ReturnType<typeof Agreement.parse>

/** A node whose own checks are switched off: it sends whatever its people want. */
function misbehave(node: Node): void {
  const kind = { ...permitKind, authorize: async () => {} } as RecordKind
  ;(node.kinds as Map<string, RecordKind>).set('permit', kind)
}

let nodes: TwoNodes
let version = 1

beforeAll(async () => {
  nodes = await startTwoNodes()
  misbehave(nodes.pukou.node)
})
afterAll(() => nodes.stop())

/** Both sides sign a next version of the shipped agreement, changed, and know it of each other. */
async function agree(change: (shipped: Document) => Document): Promise<void> {
  const shipped = shippedAgreement('320111', '340523')
  version += 1
  const document = change(Agreement.parse({ ...shipped, version }))
  for (const { node } of [nodes.pukou, nodes.hexian])
    await signAgreement(node, { hash: await importAgreement(node, document), who: 'system' })
  await acquaint([nodes.pukou.node, nodes.hexian.node])
}

const ours = (grant: Document['grants'][number]) => grant.grantor === '340523' && grant.grantee === '320111'

/** 浦口 receives for 和县 all the same; answers how 和县's node replied to what came. */
async function sent(): Promise<{ problem: string | undefined; there: number }> {
  const { clerk, sysadmin } = people.pukou
  const { status, body } = await nodes.pukou.as(clerk).post('/api/matters', noCrimeCertificate('340523'))
  expect(status, JSON.stringify(body)).toBe(200)
  const id = body.cases[0].id as string
  const message = await until('和县的裁决', async () => {
    const page = await nodes.pukou
      .as(sysadmin)
      .get<{ messages: MessageView[] }>('/api/exchange/messages?state=rejected')
    return page.body.messages.find(m => m.record === id)
  })
  // The clerk sees on the case itself that the other side would not have it.
  const { pending } = await caseAs(nodes.pukou, clerk, id)
  expect(pending).toContainEqual(expect.objectContaining({ state: 'refused', leader: '340523' }))
  const there = await nodes.hexian.as(people.hexian.acceptor).get(`/api/cases/${id}`)
  return { problem: message.problem?.code, there: there.status }
}

describe('the receiving node refuses, though the sender does not ask itself', () => {
  it.each<[string, string, (shipped: Document) => Document]>([
    ['a missing grant', 'no-grant', a => ({ ...a, grants: a.grants.filter(g => !ours(g)) })],
    [
      'an expired grant',
      'grant-expired',
      a => ({ ...a, grants: a.grants.map(g => (ours(g) ? { ...g, to: '2026-03-09' } : g)) }),
    ],
    [
      'a grant that has not begun',
      'grant-not-begun',
      a => ({ ...a, grants: a.grants.map(g => (ours(g) ? { ...g, from: '2026-06-01' } : g)) }),
    ],
    [
      'a grant of another station',
      'station-not-granted',
      a => ({ ...a, grants: a.grants.map(g => (ours(g) ? { ...g, stations: ['hx-hall'] } : g)) }),
    ],
    [
      'a grant of other staff',
      'staff-not-granted',
      a => ({ ...a, grants: a.grants.map(g => (ours(g) ? { ...g, staff: ['somebody-else'] } : g)) }),
    ],
    [
      'a grant of the other direction',
      'no-grant',
      a => ({
        ...a,
        grants: a.grants.map(g =>
          ours(g) ? { ...g, grantor: '320111' as never, grantee: '340523' as never } : g,
        ),
      }),
    ],
  ])('%s', async (_what, code, change) => {
    await agree(change)
    expect(await sent()).toEqual({ problem: code, there: 404 })
  })

  it('an agreement withdrawn since', async () => {
    await agree(shipped => shipped)
    const secadmin = staff('340523', ['secadmin'])
    const list = await nodes.hexian.as(secadmin).get<{ agreements: AgreementSummary[] }>('/api/agreements')
    const held = list.body.agreements.find(a => a.version === version)
    const effectiveAt = new Date(Date.parse(nodes.time.now()) + 91 * 24 * 3_600_000).toISOString()
    const body = { effectiveAt, reason: '另行签订。' }
    expect(
      (await nodes.hexian.as(secadmin).post(`/api/agreements/${held?.hash}/withdraw`, body)).status,
    ).toBe(200)
    nodes.time.set(effectiveAt)
    expect(await sent()).toEqual({ problem: 'grant-withdrawn', there: 404 })
  })
})
