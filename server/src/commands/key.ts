import { problem } from '@lianqiao/model/problems/problem.ts'
import { announced } from '../federation/index.ts'
import { loadJurisdiction } from '../platform/jurisdiction-files.ts'
import type { Node } from '../platform/node.ts'
import { addSigningKey, openSigningKeys } from '../platform/signing-keys.ts'
import type { Given } from './command.ts'
import { tell, UsageError } from './tell.ts'
import { withNode } from './with-node.ts'

/**
 * Tell the public half of a node's signing keys, as the authority of the directory takes it. `--from`: make the key that signs
 * from that day on, first; the node takes it up by itself, once its processes have been started anew.
 */
export async function run(given: Given): Promise<number> {
  const { from } = given.flags
  const done = await withNode(given, async node => {
    if (typeof from === 'string') await makeNext(node, from)
    const { jurisdiction, config } = node
    const { name } = await loadJurisdiction(config)
    const keys = await openSigningKeys(config.keysFolder, jurisdiction)
    const who = { jurisdiction, name, url: config.publicUrl }
    console.log(JSON.stringify(announced(who, keys, node.time.now()), null, 2))
    tell(
      '以上是公钥，可以公开。请交给目录签发单位；新目录就位后节点半秒内采用。',
      'These are public keys, for anybody to see. Hand them to the authority of the directory; a node takes a new directory up within half a second.',
    )
    return true
  })
  if (!done) throw problem('bad-config', { name: '--node', reason: String(given.flags.node) })
  return 0
}

async function makeNext(node: Node, day: string): Promise<void> {
  const begins = Date.parse(`${day}T00:00:00+08:00`)
  const tomorrow = Date.parse(node.time.now()) + 86_400_000
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !(begins >= tomorrow))
    throw new UsageError(
      '--from 须写日期，且至少在一天之后，例如 --from 2027-01-01',
      '--from takes a day that is at least a day ahead, e.g. --from 2027-01-01',
    )
  await addSigningKey(node.config.keysFolder, node.jurisdiction, day)
  tell(
    `新密钥自 ${day} 零时（北京时间）起用。请在此之前换上新目录并重启本节点各进程。`,
    `The new key signs from ${day}, midnight in Beijing. Before then put the new directory in place and restart this node's processes.`,
  )
}
