import { randomBytes, randomUUID } from 'node:crypto'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { makeTrackingCode } from '@lianqiao/model/identifiers/tracking-code-text.ts'
import { type Actor, type Body, CommandId } from '@lianqiao/model/records/action.ts'
import { continueCase } from '../../server/src/cases/continue.ts'
import { permitKind } from '../../server/src/cases/kind.ts'
import { getItem, snapshotOf } from '../../server/src/catalogue/index.ts'
import { certificates } from '../../server/src/certificates/index.ts'
import type { Module } from '../../server/src/platform/module.ts'
import type { Node, RecordKind } from '../../server/src/platform/node.ts'
import { transaction } from '../../server/src/platform/transaction.ts'
import { act, open } from '../../server/src/records/index.ts'
import { startTwoNodes, type TwoNodes } from './two-nodes.ts'

/**
 * Two nodes that know each other, with their catalogues, which decide cases and issue certificates. `following`: whether
 * what follows a step is done by itself, or left to the test.
 */
export function startIssuingNodes({ following = true } = {}): Promise<TwoNodes> {
  const casesAlone: Module = {
    name: 'cases',
    kinds: [permitKind as RecordKind],
    jobs: { 'case.continue': { work: following ? continueCase : async () => {} } },
  }
  return startTwoNodes({ modules: [casesAlone, certificates] })
}

/** Whose case `acceptCase` opens; invented. */
export const applicant = { name: '演示甲', idNumber: '34052319900101001X', phone: '13800000000' }

const actor = (node: Node, ...roles: Actor['roles']): Actor => ({
  kind: 'staff',
  jurisdiction: node.jurisdiction,
  subject: `${roles[0]}-demo`,
  name: '演示经办员',
  roles,
  department: 'public-security',
})

/** Take a step as staff of the deciding department. */
export async function take(
  node: Node,
  record: RecordId,
  verb: string,
  role: Actor['roles'][number],
  body: Body = {},
) {
  const command = CommandId.parse(randomUUID())
  return transaction(node.db, tx => act(node, tx, { record, verb, actor: actor(node, role), body, command }))
}

/** A residence permit applied for and accepted at the deciding side itself. `subject` is the applicant's account. */
export async function acceptCase(node: Node, subject = 'resident-demo'): Promise<RecordId> {
  const named = { jurisdiction: node.jurisdiction, code: 'residence-permit' }
  const item = snapshotOf(await getItem(node.db, named, node.time.now()))
  const evidence = randomUUID()
  const { id } = await transaction(node.db, tx =>
    open(node, tx, {
      kind: 'permit',
      verb: 'receive',
      receiving: node.jurisdiction,
      deciding: node.jurisdiction,
      actor: actor(node, 'clerk'),
      body: {
        matter: randomUUID(),
        item,
        receiving: node.jurisdiction,
        deciding: node.jurisdiction,
        mode: 'here',
        subject,
        documents: [],
        evidence: [],
        delivery: { way: '窗口领取' },
      } as unknown as Body,
      parts: {
        applicant,
        form: {
          household: { division: '340523101001', address: '示例村1号' },
          residence: { division: '320111005011', address: '示例路2号' },
        },
        tracking: makeTrackingCode(randomBytes(10)),
        answers: { [evidence]: { ethnicity: '汉' } },
      },
      command: CommandId.parse(randomUUID()),
    }),
  )
  await take(node, id, 'accept', 'acceptor')
  return id
}

/** Grant it; the certificate then follows by itself where the jobs run. */
export async function grantCase(node: Node, record: RecordId): Promise<void> {
  await take(node, record, 'grant', 'approver', { number: '浦口准字〔2026〕0001号' })
}
