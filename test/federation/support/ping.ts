import { problem } from '@lianqiao/model/problems/problem.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../../server/src/platform/database/database.ts'
import type { Module } from '../../../server/src/platform/module.ts'
import type { Node } from '../../../server/src/platform/node.ts'
import { enqueue, type Outgoing } from '../../../server/src/platform/outbox.ts'
import { transaction } from '../../../server/src/platform/transaction.ts'

const Ping = z.object({
  n: z.int(),
  /** Not before this one. */
  after: z.int().optional(),
  do: z.enum(['refuse', 'fail', 'die']).optional(),
})

/** A module that does nothing but count: how often each ping took effect, and in which order. */
export const pinger: Module = {
  name: 'pinger',
  besides: ['test.ping'],
  messages: {
    async 'test.ping'(_node, tx, { body }) {
      const ping = Ping.parse(body)
      if (ping.after !== undefined) {
        const earlier = await tx
          .selectFrom('setting')
          .select('name')
          .where('name', '=', `ping:${ping.after}`)
          .executeTakeFirst()
        if (!earlier) throw problem('message-early')
      }
      await sql`insert into setting (name, value) values (${`ping:${ping.n}`}, '1')
        on conflict (name) do update set value = to_jsonb((setting.value #>> '{}')::int + 1)`.execute(tx)
      await sql`insert into setting (name, value) values ('order', jsonb_build_array(${ping.n}::int))
        on conflict (name) do update set value = setting.value || to_jsonb(${ping.n}::int)`.execute(tx)
      if (ping.do === 'refuse') throw problem('no-grant', { item: 'x' })
      if (ping.do === 'fail') throw new Error('a fault of the receiver')
      // Only in a process of its own; in the tests' process it does nothing.
      if (ping.do === 'die' && process.env.PING_MAY_KILL) process.kill(process.pid, 'SIGKILL')
    },
  },
  queries: {
    async 'test.ask'(_node, { body }) {
      const { say, waitMs } = z.object({ say: z.string(), waitMs: z.int().optional() }).parse(body)
      if (waitMs) await new Promise(resolve => setTimeout(resolve, waitMs))
      if (say === 'refuse') throw problem('purpose-not-allowed', { purpose: 'p', resource: 'r' })
      return { heard: say }
    },
  },
  jobs: {
    'test.work': {
      async work(node, data) {
        const { n } = z.object({ n: z.int() }).parse(data)
        if (process.env.PING_MAY_KILL) process.kill(process.pid, 'SIGKILL')
        await sql`insert into setting (name, value) values (${`ping:${n}`}, '1')
          on conflict (name) do update set value = to_jsonb((setting.value #>> '{}')::int + 1)`.execute(
          node.db,
        )
      },
    },
  },
  async settled(_node, tx, { type, body, state, problem }) {
    if (type !== 'test.ping') return
    const value = JSON.stringify({ state, ...(problem ? { code: problem.code } : {}) })
    const { n } = body as { n: number }
    await sql`insert into setting (name, value) values (${`settled:${n}`}, ${value}::jsonb)
      on conflict (name) do update set value = excluded.value`.execute(tx)
  },
}

/** Say ping, in a transaction of its own. @returns the message id */
export function ping(
  node: Node,
  n: number,
  more: { after?: number; do?: string; record?: string; text?: string } = {},
  to: string = node.jurisdiction === '320111' ? '340523' : '320111',
): Promise<string> {
  const { record, ...body } = more
  const out = { to, type: 'test.ping', body: { n, ...body }, ...(record ? { record } : {}) } as Outgoing
  return transaction(node.db, tx => enqueue(node, tx, out))
}

async function settingIn(db: Database, name: string): Promise<unknown> {
  return (await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst())?.value
}

/** How often a ping took effect at a node. */
export const effectsOf = async (db: Database, n: number) =>
  ((await settingIn(db, `ping:${n}`)) ?? 0) as number
/** All pings that took effect, in their order. */
export const orderAt = async (db: Database) => ((await settingIn(db, 'order')) ?? []) as number[]
/** What the sender's module was told. */
export const settledAt = (db: Database, n: number) => settingIn(db, `settled:${n}`)
