import { restore } from '../platform/backup/restore.ts'
import { configFromEnvironment } from '../platform/config.ts'
import { systemTime } from '../platform/time.ts'
import type { Given } from './command.ts'
import { backupPassphrase } from './passphrase.ts'
import { tell } from './tell.ts'
import { typedPath } from './with-node.ts'

/** Bring the node of the LIANQIAO_* variables back from a backup, into an empty database. */
export async function run(given: Given): Promise<number> {
  const file = typedPath(given.words[0] ?? '')
  const at = await restore(configFromEnvironment(process.env), file, backupPassphrase(), systemTime.now())
  tell(
    `已恢复到 ${at} 的状态。启动节点后，它会先向合作方取回此后的记录，取回之前不办理任何事项。`,
    `Restored as of ${at}. When the node is started it first takes back from its partners what came later; until then it decides nothing.`,
  )
  return 0
}
