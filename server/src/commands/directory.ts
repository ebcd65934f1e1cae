import { access, readFile } from 'node:fs/promises'
import { DirectoryNode } from '@lianqiao/model/federation/directory.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { directoryNodesIn, ended, issueDirectory, trustFileFor, withAnnounced } from '../federation/index.ts'
import { systemTime } from '../platform/time.ts'
import { writeOnce, writeWhole } from '../platform/whole-file.ts'
import { authorityKey } from './authority.ts'
import type { Given } from './command.ts'
import { UsageError } from './tell.ts'
import { typedPath } from './with-node.ts'

/**
 * Be the authority that the nodes trust: take what they announced (`key`) into the directory, sign it anew, and pin the
 * authority's public key in the trust file where there is none. No key that was ever listed is taken out.
 */
export async function run({ words, flags }: Given): Promise<number> {
  const files = { authority: flags.authority, out: flags.out, trust: flags.trust }
  const [authorityFile, out, trust] = Object.values(files).map(given => {
    if (typeof given === 'string') return typedPath(given)
    throw new UsageError('须写明 --authority、--out 和 --trust', '--authority, --out and --trust are needed')
  }) as [string, string, string]
  const validDays = Number(flags.days ?? 366)
  if (!(Number.isInteger(validDays) && validDays >= 1 && validDays <= 3660))
    throw new UsageError('--days 须写 1 到 3660 的天数', '--days takes a number of days from 1 to 3660')

  const authority = await authorityKey(authorityFile)
  const at = systemTime.now()
  await writeOnce(trust, trustFileFor(authority, new Date(at)))
  let nodes = (await exists(out)) ? await directoryNodesIn(out, trust) : []
  for (const word of words) nodes = withAnnounced(nodes, await announcementIn(typedPath(word)))
  if (typeof flags.end === 'string') nodes = ended(nodes, flags.end, at)
  if (nodes.length === 0) throw new UsageError('请给出节点的公告文件', 'Name the files that nodes announced')
  await writeWhole(out, await issueDirectory(authority, nodes, { validDays, at }))
  for (const { jurisdiction, name, url, keys } of nodes) {
    console.log(`${jurisdiction} ${name} ${url}`)
    for (const { kid, notBefore, notAfter } of keys) console.log(`  ${kid}  ${notBefore} – ${notAfter ?? ''}`)
  }
  return 0
}

async function announcementIn(file: string): Promise<DirectoryNode> {
  try {
    return DirectoryNode.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw error
    throw problem('sheet-unreadable', { reason: (error as Error).message })
  }
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )
