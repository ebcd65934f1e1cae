import { writeFile } from 'node:fs/promises'
import { Problem, problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../platform/audit.ts'
import type { Node } from '../platform/node.ts'
import { transaction } from '../platform/transaction.ts'
import { exportRecord } from '../records/index.ts'
import type { Given } from './command.ts'
import { typedPath, withNode } from './with-node.ts'

/** Write a whole record as a file that anyone can check. Personal parts only when asked for; every export is audited. */
export async function run(given: Given): Promise<number> {
  const [id = ''] = given.words
  const personal = given.flags.personal === true
  const bytes = await withNode(given, node => exportFrom(node, id, personal))
  if (!bytes) throw problem('record-not-found')
  const file = typedPath(typeof given.flags.out === 'string' ? given.flags.out : `${id}.json`)
  await writeFile(file, bytes, { mode: 0o600 })
  console.log(file)
  return 0
}

async function exportFrom(node: Node, id: string, personal: boolean): Promise<Uint8Array | undefined> {
  try {
    const bytes = await exportRecord(node, id, { personal })
    await transaction(node.db, tx =>
      audit(node, tx, {
        who: 'system',
        verb: 'records.export',
        object: id,
        purpose: personal ? 'personal' : undefined,
      }),
    )
    return bytes
  } catch (error) {
    if (error instanceof Problem && error.code === 'record-not-found') return undefined
    throw error
  }
}
