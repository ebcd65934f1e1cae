import { readFile } from 'node:fs/promises'
import { directoryKeysIn } from '../federation/index.ts'
import { verifyFile } from '../records/index.ts'
import type { Given } from './command.ts'
import { findHome } from './demo/home.ts'
import { tell, UsageError } from './tell.ts'
import { typedPath } from './with-node.ts'

/**
 * Check an exported record without any node: exit code 0 where everything holds, 1 with the first place that does not. The
 * keys come from the directory that is named, else from the demonstration's, else from the file itself, and it says which.
 */
export async function run(given: Given): Promise<number> {
  const keys = await trustedKeys(given)
  const finding = await verifyFile(await readFile(typedPath(given.words[0] ?? '')), keys)
  if (!finding.ok) {
    tell(
      `校验不通过：${finding.where}：${finding.why}`,
      `It does not verify: ${finding.where}: ${finding.why}`,
    )
    return 1
  }
  const { file, state, trusted } = finding
  console.log(
    `${file.record} · ${state.phase} · ${file.actions.length} 步 steps · ${file.actions.at(-1)?.hash}`,
  )
  console.log(
    trusted === 'directory'
      ? '校验通过：每一步的哈希、签名和流程均成立。 It verifies: every hash, signature and step holds.'
      : '与文件自带的公钥相符；请用 --directory 与 --trust 核对公钥来源。 ' +
          'It holds by the keys in the file itself; name --directory and --trust to check whose keys they are.',
  )
  return 0
}

async function trustedKeys({ flags: { directory, trust } }: Given) {
  if ((directory === undefined) !== (trust === undefined))
    throw new UsageError('--directory 与 --trust 须一起给出', '--directory and --trust belong together')
  if (typeof directory === 'string' && typeof trust === 'string')
    return directoryKeysIn(typedPath(directory), typedPath(trust))
  const home = await findHome().catch(() => undefined)
  return home && directoryKeysIn(home.at('directory.jws'), home.at('directory-trust.json'))
}
