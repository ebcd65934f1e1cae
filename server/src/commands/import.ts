import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
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
  const agreement = isFolder ? undefined : parse(await readFile(path, 'utf8'))
  let taken = 0
  let refusal: Problem | undefined
  await withNode({ ...given, flags }, async node => {
    try {
      const done = await (isFolder ? importJurisdiction(node, path) : importAgreement(node, agreement))
      console.log(node.jurisdiction, done)
      taken++
    } catch (error) {
      // Of the demonstration's nodes, those that are no party are passed over.
      if (!(error instanceof Problem && error.code === 'agreement-not-ours')) throw error
      refusal = error
    }
    return undefined
  })
  if (taken === 0) throw refusal ?? problem('bad-config', { name: '--node', reason: String(flags.node) })
  return 0
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw problem('sheet-unreadable', { reason: (error as Error).message })
  }
}
