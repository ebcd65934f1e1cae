import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { Instant } from '@lianqiao/model/records/action.ts'
import type { Node } from '../platform/node.ts'
import { leaveWordOfLoss } from '../platform/restored.ts'
import { askPartners, catchUps, goOnWithoutPartner } from '../records/index.ts'
import type { Given } from './command.ts'
import { tell, UsageError } from './tell.ts'
import { withNode } from './with-node.ts'

/** How often it is looked how far the running node has come, in milliseconds. */
const lookEvery = 500

/**
 * Compare the shared records with every partner and take over what is missing here; the running node (`work`) does it, this
 * asks for it and tells how it goes. `--without`: go on without a partner who cannot answer after a restore. `--hold`: the
 * database was brought back by other means than `restore`; catch up at the next start, before anything is decided.
 */
export async function run(given: Given): Promise<number> {
  const { without, since = '1970-01-01T00:00:00.000Z' } = given.flags
  const from = Instant.safeParse(
    typeof since === 'string' && since.length === 10 ? `${since}T00:00:00.000Z` : since,
  )
  if (!from.success)
    throw new UsageError(
      '--since 须写日期，例如 --since 2026-03-10',
      '--since takes a date, e.g. --since 2026-03-10',
    )
  const done = await withNode(given, async node => {
    if (typeof without === 'string') await goOn(node, without)
    else if (given.flags.hold === true) await holdAtNextStart(node, from.data)
    else await reconcile(node, from.data)
    return true
  })
  if (!done) throw problem('bad-config', { name: '--node', reason: String(given.flags.node) })
  return 0
}

async function goOn(node: Node, peer: string): Promise<void> {
  if (!(await goOnWithoutPartner(node, peer as JurisdictionCode)))
    throw problem('bad-config', { name: '--without', reason: peer })
  tell(
    `不再等待 ${peer}。若对方日后出示本节点恢复前签过的步骤，该件将出现两个版本，须人工处理。`,
    `Going on without ${peer}. Should it later show steps that this node signed before it was restored, that record has two versions, and people must settle it.`,
  )
}

async function holdAtNextStart(node: Node, since: Instant): Promise<void> {
  await leaveWordOfLoss(node, since)
  tell(
    `节点下次启动后，先向合作方取回 ${since} 以来的记录，取回之前不办理任何事项。`,
    `At its next start the node first takes back what came since ${since}; until then it decides nothing.`,
  )
}

async function reconcile(node: Node, since: Instant): Promise<void> {
  await askPartners(node, since)
  tell(
    '正在与合作方核对（须有后台任务进程在运行）……',
    'Comparing with the partners (a working process must be running)…',
  )
  for (;;) {
    const all = await catchUps(node.db)
    if (all.every(one => one.doneAt)) {
      for (const { peer, taken, problems } of all)
        console.log(
          peer,
          `取回 taken: ${taken}`,
          `不符 refused: ${problems.length}`,
          ...problems.map(p => p.record),
        )
      return
    }
    await new Promise(resolve => setTimeout(resolve, lookEvery))
  }
}
