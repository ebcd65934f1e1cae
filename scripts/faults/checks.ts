import type { LedgerHead } from '@lianqiao/model/exchange/messages.ts'
import { directoryKeysIn } from '../../server/src/federation/index.ts'
import { verifyFile } from '../../server/src/records/index.ts'
import type { Code } from './codes.ts'
import { codes } from './codes.ts'
import type { Cast, Promised } from './play.ts'
import { comeToRest } from './rest.ts'
import type { Side, Stage } from './stage.ts'

/** How long one node may fail to ask the other for its ledger, in milliseconds. */
const patience = 120_000

interface Ledger {
  own: LedgerHead
  theirs: LedgerHead | null
  equal: boolean | null
  /** Why the partner's ledger could not be asked for. */
  problem: { code: string; detail: string } | null
}

/** Everything that must hold when the dust has settled. @returns what does not, in sentences; empty is good. */
export async function check(stage: Stage, cast: Cast, promised: Promised): Promise<string[]> {
  const findings = await Promise.all([
    quietBooks(stage),
    ...codes.map(code => ticketsOnce(stage.sides[code], promised)),
    ledgersEqual(stage, cast),
    commandsOnce(stage, promised),
    mattersWhole(stage, promised),
    certificatesOnce(stage, promised),
    draftsKept(promised),
    exportsVerify(stage, promised),
  ])
  return findings.flat()
}

/** No message given up or refused, no work failed for good, no alarm but those that the rig itself provoked, no command twice. */
export async function quietBooks(stage: Stage): Promise<string[]> {
  return (await Promise.all(codes.map(code => booksOf(stage, code)))).flat()
}

async function booksOf(stage: Stage, code: Code): Promise<string[]> {
  const { store } = stage.sides[code]
  // The sender of a message raises the alarm; the answer was spoiled on the wire to the one who received it.
  const spoiled = codes.filter(other => other !== code).map(other => stage.sides[other].wire.spoiled)
  const refused = await store.query<{ told: string }>(
    `select type || ' ' || coalesce(record_id, '') || ' ' || state || ': ' || coalesce(problem::text, '') as told
     from outbox where state in ('rejected', 'dead')`,
  )
  const failed = await store.query<{ told: string }>(
    `select name || ' failed: ' || left(coalesce(output::text, ''), 200) as told from pgboss.job where state = 'failed'`,
  )
  const alarms = await store.query<{ kind: string; object: string }>('select kind, object from alarm')
  const unexplained = alarms.filter(
    ({ kind, object }) => kind !== 'receipt-invalid' || !spoiled.some(ids => ids.has(object)),
  )
  const twice = await store.query<{ told: string }>(
    `select command_id || ' in ' || string_agg(record_id || '/' || seq, ', ') as told
     from action group by command_id having count(*) > 1`,
  )
  return [
    ...refused.map(({ told }) => `${code} message ${told}`),
    ...failed.map(({ told }) => `${code} work ${told}`),
    ...unexplained.map(({ kind, object }) => `${code} alarm ${kind} ${object} without a cause`),
    ...twice.map(({ told }) => `${code} command taken twice: ${told}`),
  ]
}

async function ticketsOnce({ code, store }: Side, { tickets }: Promised): Promise<string[]> {
  const commands = tickets.filter(t => t.node === code).map(t => t.command)
  const rows = await store.query<{ command: string }>(
    'select take_command as command from ticket where take_command = any($1)',
    [commands],
  )
  return commands
    .filter(command => rows.filter(row => row.command === command).length !== 1)
    .map(command => `${code} ticket ${command} is not there once`)
}

/**
 * The two ledgers are equal. Asked again only where there was no answer – a node sees a clock that was set right a moment
 * late, and letters of another hour are refused until then –, or where a record's clock ran out meanwhile and something
 * was done. At rest before and after, two ledgers that differ are a message that was lost.
 */
async function ledgersEqual(stage: Stage, cast: Cast): Promise<string[]> {
  const [here, there] = codes
  const end = performance.now() + patience
  let ledger: Ledger
  let moved: boolean
  do {
    const before = await comeToRest(stage)
    ledger = await cast(here, 'sysadmin').get<Ledger>(`/api/exchange/ledger?peer=${there}`)
    if (ledger.equal) return []
    moved = before !== (await comeToRest(stage))
  } while (moved || (ledger.problem && performance.now() < end))
  if (ledger.problem)
    return [`ledgers could not be compared: ${ledger.problem.code} ${ledger.problem.detail}`]
  const heads = await Promise.all(
    codes.map(code =>
      stage.sides[code].store.query<{ told: string }>(
        `select id || ' ' || seq || ' ' || left(head, 8) as told from record
         where participants @> '{320111,340523}' order by id`,
      ),
    ),
  )
  const [ours, theirs] = heads.map(rows => rows.map(row => row.told))
  const differ = [
    ...(ours ?? []).filter(told => !theirs?.includes(told)).map(told => `${here} ${told}`),
    ...(theirs ?? []).filter(told => !ours?.includes(told)).map(told => `${there} ${told}`),
  ]
  return [`ledgers differ: ${differ.join('; ')}`]
}

/** What got an OK stands in the record once, on every side that holds the record. */
async function commandsOnce(stage: Stage, { commands }: Promised): Promise<string[]> {
  const found: string[] = []
  for (const code of codes) {
    const { store } = stage.sides[code]
    const rows = await store.query<{ record: string; command: string | null }>(
      `select r.id as record, a.command_id as command from record r
       left join action a on a.record_id = r.id and a.command_id = any($1::uuid[]) where r.id = any($2)`,
      [commands.map(c => c.command), commands.map(c => c.record)],
    )
    for (const { record, command } of commands) {
      // 和县 holds only what it takes part in; 浦口 decides all of them.
      if (code === '340523' && !rows.some(row => row.record === record)) continue
      const count = rows.filter(row => row.record === record && row.command === command).length
      if (count !== 1) found.push(`${code} ${record}: command ${command} stands there ${count} times`)
    }
  }
  return found
}

/** A matter was opened once, and holds the cases that the clients saw and no other. */
async function mattersWhole(stage: Stage, { matters }: Promised): Promise<string[]> {
  const found: string[] = []
  for (const { node, command, id, cases } of matters) {
    const opened = await stage.sides[node].store.query('select id from matter where command = $1', [command])
    if (opened.length !== 1) found.push(`${node} command ${command} opened ${opened.length} matters`)
    const rows = await stage.sides['320111'].store.query<{ id: string }>(
      'select record_id as id from case_index where matter = $1',
      [id],
    )
    const held = rows.map(row => row.id).sort()
    if (held.join() !== [...cases].sort().join())
      found.push(`matter ${id} should hold ${cases.join(', ')} and holds ${held.join(', ')}`)
  }
  return found
}

async function certificatesOnce(stage: Stage, { granted }: Promised): Promise<string[]> {
  const rows = await stage.sides['320111'].store.query<{ record: string }>(
    'select record_id as record from certificate where record_id = any($1)',
    [granted],
  )
  return granted
    .map(record => [record, rows.filter(row => row.record === record).length] as const)
    .filter(([, count]) => count !== 1)
    .map(([record, count]) => `${record} has ${count} certificates`)
}

async function draftsKept({ drafts }: Promised): Promise<string[]> {
  const found: string[] = []
  for (const { owner, key, version, content } of drafts) {
    const kept = await owner
      .get<{ version: number; content: unknown }>(`/api/drafts/${key}`)
      .catch(error => error as Error)
    const same = 'content' in kept && JSON.stringify(kept.content) === JSON.stringify(content)
    if (!('version' in kept && kept.version === version && same))
      found.push(`draft ${key} is not as it was saved`)
  }
  return found
}

/** Exported on both sides, a record verifies by the directory's keys and ends in the same head. */
async function exportsVerify(stage: Stage, { shared }: Promised): Promise<string[]> {
  const keys = await directoryKeysIn(stage.directoryFile, stage.trustFile)
  const found: string[] = []
  for (const { record, readers } of shared) {
    const heads = new Set<string>()
    for (const reader of readers) {
      const finding = await verifyFile(await reader.bytes(`/api/records/${record}/export`), keys)
      if (finding.ok) heads.add(finding.state.head)
      else found.push(`${record} does not verify: ${finding.where} ${finding.why}`)
    }
    if (heads.size > 1) found.push(`${record} ends differently on the two sides`)
  }
  return found
}
