import { codes } from './codes.ts'
import type { Side, Stage } from './stage.ts'

/** How long messages, queued work and clocks may take to come to rest after the last fault, in milliseconds. */
const patience = 240_000

/** Both sides at one look: what is still under way, and how much was ever done. */
interface Look {
  left: string[]
  done: string
}

/**
 * Wait until nothing is under way on either side. The two are not seen at the same instant: what leaves one after it was seen
 * and reaches the other before that is, neither shows. So rest is what two looks, one after the other, find the same: nothing
 * under way, and nothing done between them (Mattern 1987, four counters). Throws with what still is under way.
 * @returns how much was ever done, to be compared with a later rest
 */
export async function comeToRest(stage: Stage): Promise<string> {
  const end = performance.now() + patience
  let last: Look | undefined
  for (;;) {
    const now = await look(stage)
    const atRest = now.left.length === 0
    if (atRest && last?.done === now.done) return now.done
    if (performance.now() > end) throw new Error(`still under way: ${now.left.join('; ')}`)
    if (!atRest) await new Promise(resolve => setTimeout(resolve, 150))
    last = atRest ? now : undefined
  }
}

async function look(stage: Stage): Promise<Look> {
  const [here, there] = await Promise.all(codes.map(code => lookAt(stage.sides[code])))
  return {
    left: [here, there].flatMap(side => side?.left ?? []),
    done: `${here?.done} ${there?.done}`,
  }
}

/** One side as it stands at one instant. */
async function lookAt({ code, store }: Side): Promise<Look> {
  const [row] = await store.query<{ waiting: string[]; jobs: string[]; done: string }>(
    `select
       array(select type || ' ' || coalesce(record_id, '') || ' ' || state || ' ×' || attempts ||
           ' ' || coalesce(problem ->> 'code', '')
         from outbox where state in ('queued', 'sent') order by position limit 5) as waiting,
       array(select name || ' ' || state || ' ×' || retry_count || ' ' ||
           left(coalesce(output ->> 'message', ''), 80)
         from pgboss.job where state in ('created', 'retry', 'active') and name like any ('{case.%,certificate.%}')
         limit 5) as jobs,
       (select count(*) from action) || '/' || (select count(*) from outbox) || '/' ||
         (select count(*) from inbox) || '/' || (select count(*) from pgboss.job where state = 'completed')
         as done`,
  )
  if (!row) throw new Error('a database that says nothing')
  return { left: [...row.waiting, ...row.jobs].map(told => `${code} ${told}`), done: row.done }
}
