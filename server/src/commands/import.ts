import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { importJurisdiction } from '../catalogue/index.ts'
import { importAgreement } from '../federation/index.ts'
import type { Given } from './command.ts'
import { typedPath, withNode } from './with-node.ts'

/** Load what a jurisdiction ships: its folder, or an agreement, which its security administrator then signs. */
export async function run(given: Given): Promise<number> {
  const path = typedPath(given.words[0] ?? '')
  const isFolder = (await stat(path)).isDirectory()
  // A folder bears the code of its jurisdiction.
  const flags = isFolder ? { node: basename(path), ...given.flags } : given.flags
  await withNode({ ...given, flags }, async node => {
    const done = isFolder
      ? await importJurisdiction(node, path)
      : await importAgreement(node, parse(await readFile(path, 'utf8')))
    console.log(node.jurisdiction, done)
    return undefined
  })
  return 0
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw problem('sheet-unreadable', { reason: (error as Error).message })
  }
}
