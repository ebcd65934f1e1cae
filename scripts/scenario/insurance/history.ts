import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyFile } from '../../../server/src/records/index.ts'
import type { Client } from '../../client.ts'
import { type Cast, eventually, ok, type Places, type Timeline } from '../stage.ts'

/** Both nodes hold the same history; it verifies without a node, and a changed byte is found. */
export async function sameHistory(
  places: Places,
  people: Cast,
  timeline: Timeline,
  { enrolment }: { enrolment: string },
): Promise<void> {
  timeline.scene('五、两地同一部历史')
  const here = await exported(await people.at('pukou', 'bao-lin'), places.pukou, enrolment)
  const there = await exported(await people.at('hexian', 'xie-ling'), places.hexian, enrolment)
  const folder = await mkdtemp(join(tmpdir(), 'lianqiao-scenario-'))
  for (const [side, bytes] of [
    ['320111', here],
    ['340523', there],
  ] as const) {
    await writeFile(join(folder, `${side}-${enrolment}.json`), bytes)
    const finding = await verifyFile(bytes)
    if (!finding.ok) throw new Error(`the export of ${side} does not verify: ${finding.where} ${finding.why}`)
    timeline.tell(
      side,
      `导出并离线验证 ${finding.file.actions.length} 步，末端哈希 ${finding.state.head.slice(0, 16)}…`,
    )
  }
  const changed = withOneByteChanged(here)
  const found = await verifyFile(changed)
  if (found.ok) throw new Error('a changed byte went unseen')
  timeline.tell('验证', `改动一个字节：已发现，位于 ${found.where}`)
  console.log(`\n导出文件 exported files: ${folder}`)
  const watcher = await people.at('pukou', 'sysadmin')
  const ledger = await eventually('ledgers equal', async () => {
    const answer = ok(await watcher.get<Ledger>('/api/exchange/ledger?peer=340523'))
    return answer.equal ? answer : undefined
  })
  console.log(`320111 ledger head: ${ledger.own.root} (${ledger.own.records} records)`)
  console.log(`340523 ledger head: ${ledger.theirs?.root} (${ledger.theirs?.records} records)`)
  console.log(`ledgers equal: ${ledger.equal ? 'yes' : 'no'}`)
}

/** A digit of the time of the fourth step, one higher: a forger's smallest wish. */
function withOneByteChanged(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder('latin1').decode(bytes)
  const at = [...text.matchAll(/"at":"20/g)][3]
  if (!at) throw new Error('the export has too few steps')
  const changed = Uint8Array.from(bytes)
  const digit = at.index + '"at":"20'.length
  changed[digit] = (changed[digit] ?? 0) ^ 1
  return changed
}

interface LedgerHead {
  root: string
  records: number
}
interface Ledger {
  own: LedgerHead
  theirs: LedgerHead | null
  equal: boolean | null
}

/** The file to the byte, as a browser would save it. */
async function exported(client: Client, node: string, id: string): Promise<Uint8Array> {
  const response = await client.browser(`${node}/api/records/${id}/export`)
  if (!response.ok) throw new Error(`export answered ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}
