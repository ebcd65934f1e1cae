import type { Action } from '@lianqiao/model/records/action.ts'
import { canonicalBytes, digest, signedPart } from '@lianqiao/model/records/chain.ts'
import type { RecordFile } from '@lianqiao/model/records/export.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { directoryKeys } from '../../server/src/federation/index.ts'
import { signDetached } from '../../server/src/platform/crypto/jws.ts'
import { directoryKey, generateSigningKey, type KeyDirectory } from '../../server/src/platform/crypto/keys.ts'
import type { Node } from '../../server/src/platform/node.ts'
import { exportRecord, verifyFile } from '../../server/src/records/index.ts'
import { actorOf, hexian, pukou } from '../support/chronicle.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { actAt, deliver, engineAlone, openCase } from './support/records.ts'

let nodes: TwoNodes
let a: Node
let b: Node
/** A case that 浦口 received and 和县 took over and accepted, as 浦口 exports it with its personal parts. */
let record: RecordState
let bytes: Uint8Array
let trusted: KeyDirectory

beforeAll(async () => {
  nodes = await startTwoNodes({ modules: engineAlone, seeded: false })
  a = nodes.pukou.node
  b = nodes.hexian.node
  record = await openCase(a, { deciding: hexian })
  await actAt(a, record, 'offer', actorOf(pukou, 'clerk'), { to: hexian })
  await deliver(a, b)
  await actAt(b, record, 'take', actorOf(hexian, 'acceptor'))
  await deliver(a, b)
  await actAt(b, record, 'accept', actorOf(hexian, 'acceptor'))
  await deliver(a, b)
  bytes = await exportRecord(a, record.id, { personal: true })
  trusted = await directoryKeys(a, a.db)
})
afterAll(() => nodes.stop())

const read = (file: Uint8Array) => JSON.parse(new TextDecoder().decode(file)) as RecordFile

/** Every change must be found, and its place named. */
async function found(changed: Uint8Array, told: string): Promise<string> {
  const finding = await verifyFile(changed, trusted)
  if (finding.ok) throw new Error(`not found: ${told}`)
  expect(finding.where, told).toMatch(/^(\/|byte \d+$)/)
  expect(finding.why, told).not.toBe('')
  return finding.where
}

describe('an exported record', () => {
  test('verifies, with the keys of the directory or those that it carries', async () => {
    expect(await verifyFile(bytes, trusted)).toMatchObject({ ok: true, trusted: 'directory' })
    expect(await verifyFile(bytes)).toMatchObject({
      ok: true,
      trusted: 'file',
      state: { phase: 'accepted', leader: hexian, data: { applicant: { name: '演示甲' } } },
    })
  })

  test('is the same history from either side; without personal parts it verifies as well', async () => {
    const theirs = await exportRecord(b, record.id, { personal: false })
    expect(await verifyFile(theirs, trusted)).toMatchObject({ ok: true })
    expect(digest(read(theirs).actions)).toBe(digest(read(bytes).actions))
    expect(read(theirs).parts).toEqual({})
    expect(new TextDecoder().decode(theirs)).not.toContain('演示甲')
  })
})

describe('in an exported record', () => {
  test('every changed byte is found', { timeout: 600_000 }, async () => {
    for (let i = 0; i < bytes.length; i++) {
      const changed = bytes.slice()
      const byte = bytes[i] as number
      // A letter becomes the same one, small or capital; anything else its neighbour.
      changed[i] = byte ^ (/[a-z]/i.test(String.fromCharCode(byte)) ? 0x20 : 0x01)
      await found(changed, `byte ${i}`)
    }
  })

  test('whatever it is changed into', { timeout: 600_000 }, async () => {
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }))
    await fc.assert(
      fc.asyncProperty(change, async ([i, flip]) => {
        const changed = bytes.slice()
        changed[i] = (bytes[i] as number) ^ flip
        await found(changed, `byte ${i} ^ ${flip}`)
      }),
      { numRuns: 3000, seed: 20260310 },
    )
  })

  test('every byte that is left out, added or cut off is found', { timeout: 600_000 }, async () => {
    for (let i = 0; i < bytes.length; i++) {
      const [before, after] = [bytes.slice(0, i), bytes.slice(i)]
      await found(before, `cut at ${i}`)
      await found(Buffer.concat([before, after.slice(1)]), `without byte ${i}`)
      const added = i % 2 ? ' ' : '0'
      await found(Buffer.concat([before, Buffer.from(added), after]), `${added} at ${i}`)
    }
    await found(Buffer.concat([bytes, Buffer.from('\n')]), 'a line end')
    await found(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]), 'a byte order mark')
  })

  test('a member that nobody reads is found, wherever it is put', async () => {
    const file = read(bytes)
    const [first] = file.actions as [Action]
    const more: RecordFile[] = [
      { ...file, more: 1 } as RecordFile,
      { ...file, actions: file.actions.with(0, { ...first, more: 1 } as Action) },
      {
        ...file,
        actions: file.actions.with(0, { ...first, actor: { ...first.actor, more: 1 } as Action['actor'] }),
      },
      { ...file, actions: file.actions.with(0, { ...first, body: { ...first.body, more: 1 } }) },
      { ...file, record: file.record.toLowerCase() as RecordFile['record'] },
    ]
    for (const [i, changed] of more.entries()) await found(canonicalBytes(changed), `change ${i}`)
  })

  test('the step that was changed is named', async () => {
    const file = read(bytes)
    for (const [i, action] of file.actions.entries()) {
      const at = '2026-03-10T01:00:00.001Z' as Action['at']
      const changed = { ...file, actions: file.actions.with(i, { ...action, at }) }
      expect(await found(canonicalBytes(changed), `step ${i}`)).toBe(`/actions/${i}`)
      const forged = { ...file, actions: file.actions.with(i, { ...action, signature: file.signature }) }
      expect(await found(canonicalBytes(forged), `step ${i}`)).toBe(`/actions/${i}`)
    }
    const [part] = file.parts['0'] ?? []
    const renamed = { ...file, parts: { 0: [{ ...part, value: { name: '演示乙' } }] } }
    expect(await found(canonicalBytes(renamed), 'part')).toBe('/actions/0')
    expect(await found(canonicalBytes({ ...file, parts: { ...file.parts, 9: [] } }), 'parts')).toBe(
      '/parts/9',
    )
    expect(await found(canonicalBytes({ ...file, exportedAt: '2026-03-10T02:00:00.000Z' }), 'outside')).toBe(
      '/signature',
    )
  })

  test('steps that are left out or swapped are found, the last ones as well', async () => {
    const file = read(bytes)
    for (let i = 0; i < file.actions.length; i++)
      await found(canonicalBytes({ ...file, actions: file.actions.toSpliced(i, 1) }), `without step ${i}`)
    const [first, second, ...rest] = file.actions
    await found(canonicalBytes({ ...file, actions: [second, first, ...rest] }), 'swapped')
  })
})

test('a forger with keys of his own is unmasked by the directory, and only by it', async () => {
  const mine = await openCase(a)
  const file = read(await exportRecord(a, mine.id, { personal: false }))
  const forger = generateSigningKey(pukou)
  const unsigned = {
    ...signedPart(file.actions[0] as Action),
    at: '2026-03-01T01:00:00.000Z' as Action['at'],
  }
  const signature = await signDetached(forger, 'lianqiao-action+jws', canonicalBytes(unsigned))
  const { signature: _, ...whole } = {
    ...file,
    actions: [{ ...unsigned, hash: digest(unsigned), signature }],
    keys: { [pukou]: [directoryKey(forger, new Date('2026-01-01'))] },
  }
  const forged = canonicalBytes({
    ...whole,
    signature: await signDetached(forger, 'lianqiao-record-file+jws', canonicalBytes(whole)),
  })
  expect(await verifyFile(forged)).toMatchObject({ ok: true, trusted: 'file' })
  expect(await verifyFile(forged, trusted)).toMatchObject({ ok: false, where: '/actions/0' })
})

test('what is no such file is said to be none', async () => {
  for (const text of ['', '{}', '[]', 'null', '"text"', 'PDF', `${'['.repeat(5000)}`])
    expect(await verifyFile(Buffer.from(text))).toMatchObject({ ok: false })
})
