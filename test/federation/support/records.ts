import { randomUUID } from 'node:crypto'
import { incident } from '@lianqiao/model/procedures/incident/incident.ts'
import type { PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import type { Actor, Body, CommandId } from '@lianqiao/model/records/action.ts'
import type { Procedure } from '@lianqiao/model/records/procedure.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { federation } from '../../../server/src/federation/index.ts'
import type { Module } from '../../../server/src/platform/module.ts'
import type { Node, RecordKind } from '../../../server/src/platform/node.ts'
import { transaction } from '../../../server/src/platform/transaction.ts'
import type { Inbound } from '../../../server/src/platform/wire.ts'
import {
  act,
  actionsOf,
  findRecord,
  type Opening,
  type Outcome,
  open,
  type Wish,
} from '../../../server/src/records/index.ts'
import { records } from '../../../server/src/records/module.ts'
import { actorOf, hexian, pukou } from '../../support/chronicle.ts'
import { testTime } from '../../support/clock.ts'
import { receiving, reporting } from '../../support/steps.ts'
import { startTwoNodes, type TwoNodes } from '../../support/two-nodes.ts'

const plain = (procedure: unknown): RecordKind => ({
  procedure: procedure as Procedure,
  authorize: async () => {},
  appended: async () => {},
  recounted: async () => {},
})

/** Both kinds of record with nothing around them: every agreement allows, nothing follows a step. */
const kinds: Module = { name: 'kinds', kinds: [plain(permit), plain(incident)] }

/** The engine alone; its clocks are looked at when a test says so. */
const { start: _waking, ...asleep } = records
export const engineAlone: readonly Module[] = [federation, asleep, kinds]

/**
 * Two engines for the tests of a file, handed over when they stand; what a test leaves in their outboxes is thrown away. To be
 * called at the top of the file. Answers their clock.
 */
export function startEngines(given: (pukou: Node, hexian: Node) => void): ReturnType<typeof testTime> {
  const time = testTime()
  let nodes: TwoNodes
  beforeAll(async () => {
    nodes = await startTwoNodes({ modules: engineAlone, seeded: false, time })
    given(nodes.pukou.node, nodes.hexian.node)
  })
  afterEach(async () => {
    await Promise.all([collect(nodes.pukou.node), collect(nodes.hexian.node)])
  })
  afterAll(() => nodes.stop())
  return time
}

/** How many steps of a record a node holds. */
export const stepsOf = async (node: Node, record: RecordState) => (await actionsOf(node.db, record.id)).length

/** A message on its way, as it lies in an outbox. */
export type Letter = Inbound & { to: string }

/** Take everything out of a node's outbox, oldest first. */
export async function collect(node: Node): Promise<Letter[]> {
  const rows = await node.db.deleteFrom('outbox').returningAll().execute()
  return rows
    .sort((a, b) => Number(a.position) - Number(b.position))
    .map(row => {
      const bytes = node.vault.open(`outbox:${row.id}`, row.payload)
      return { traceId: 'test', ...JSON.parse(new TextDecoder().decode(bytes)) }
    })
}

/** Hand a message to a node, whatever became of it on the way; throws the node's verdict. */
export async function hand(node: Node, letter: Letter): Promise<void> {
  const handler = records.messages?.[letter.type]
  if (!handler) throw new Error(`no handler of ${letter.type}`)
  await transaction(node.db, tx => handler(node, tx, letter))
}

/** Carry messages to and fro until nothing is left. */
export async function deliver(...nodes: Node[]): Promise<void> {
  for (;;) {
    const letters = (await Promise.all(nodes.map(collect))).flat()
    if (letters.length === 0) return
    for (const letter of letters) {
      const to = nodes.find(node => node.jurisdiction === letter.to)
      if (to) await hand(to, letter)
    }
  }
}

export const command = () => randomUUID() as CommandId

/** Begin a case at a node for itself or for its neighbour. */
export async function openCase(
  node: Node,
  more: Partial<Opening> = {},
  body: object = {},
): Promise<RecordState<PermitData>> {
  const deciding = more.deciding ?? node.jurisdiction
  const opening: Opening = {
    kind: 'permit',
    verb: 'receive',
    receiving: node.jurisdiction,
    deciding,
    actor: actorOf(node.jurisdiction, 'clerk'),
    body: receiving({
      receiving: node.jurisdiction,
      deciding,
      matter: matterOfTests,
      ...body,
    }) as unknown as Body,
    parts: { applicant: { name: '演示甲', idNumber: 'demo' } },
    command: command(),
    ...more,
  }
  const state = await transaction(node.db, tx => open(node, tx, opening))
  return state as RecordState<PermitData>
}

/** Report an incident at a node on behalf of both sides. */
export function openIncident(node: Node): Promise<RecordState> {
  const here = node.jurisdiction
  return transaction(node.db, tx =>
    open(node, tx, {
      kind: 'incident',
      verb: 'report',
      receiving: here,
      deciding: here,
      actor: actorOf(here, 'duty'),
      body: reporting({ receiving: here, concerned: [pukou, hexian] }) as unknown as Body,
      parts: { contact: { phone: 'demo' }, description: '桥下有人倾倒垃圾。' },
      command: command(),
    }),
  )
}

/** Take a step at a node. */
export function actAt(
  node: Node,
  record: RecordState,
  verb: string,
  actor: Actor,
  body: object = {},
  more: Partial<Wish> = {},
): Promise<Outcome> {
  const wish: Wish = { record: record.id, verb, actor, body: body as Body, command: command(), ...more }
  return transaction(node.db, tx => act(node, tx, wish))
}

/** The record as a node holds it. */
export async function held(node: Node, record: RecordState): Promise<RecordState> {
  const found = await findRecord(node.db, record.id)
  if (!found) throw new Error(`${node.jurisdiction} does not hold ${record.id}`)
  return found.state
}

/** One matter for all: two openings differ only where a test says so. */
const matterOfTests = randomUUID()
