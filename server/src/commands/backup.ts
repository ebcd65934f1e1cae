import { problem } from '@lianqiao/model/problems/problem.ts'
import { backUp } from '../platform/backup/backup.ts'
import type { Given } from './command.ts'
import { backupPassphrase } from './passphrase.ts'
import { typedPath, withNode } from './with-node.ts'

/** Write a sealed backup of a node, which may go on working meanwhile. */
export async function run(given: Given): Promise<number> {
  const passphrase = backupPassphrase()
  const file = await withNode(given, async ({ config, time }) => {
    const at = time.now()
    const name = `lianqiao-${config.jurisdiction}-${at.replaceAll(/[:.]/g, '')}.backup`
    const file = typedPath(typeof given.flags.out === 'string' ? given.flags.out : name)
    await backUp(config, file, passphrase, at)
    return file
  })
  if (!file) throw problem('bad-config', { name: '--node', reason: String(given.flags.node) })
  console.log(file)
  return 0
}
