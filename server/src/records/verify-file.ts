import { Problem } from '@lianqiao/model/problems/problem.ts'
import { procedures } from '@lianqiao/model/procedures/all.ts'
import { canonicalBytes } from '@lianqiao/model/records/chain.ts'
import { apply } from '@lianqiao/model/records/engine.ts'
import { RecordFile } from '@lianqiao/model/records/export.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { verifyDetached } from '../platform/crypto/jws.ts'
import { type KeyDirectory, keysOf } from '../platform/crypto/keys.ts'
import { CryptoRefusal } from '../platform/crypto/refusal.ts'
import { fileType } from './export.ts'
import { verifyStep } from './verify.ts'

/** What checking a file found: everything holds, or the first place that does not. */
export type Finding =
  | { ok: true; file: RecordFile; state: RecordState; trusted: 'directory' | 'file' }
  | { ok: false; where: string; why: string }

/**
 * Check an exported record offline: form, each step's hash, link, signatures and procedure, each personal part against
 * its commitment, then the exporter's signature over the whole. `trusted` keys (the signed directory) are used where
 * given; otherwise those in the file, and the answer says so, for a forger may bring his own.
 */
export async function verifyFile(bytes: Uint8Array, trusted?: KeyDirectory): Promise<Finding> {
  const parsed = parse(bytes)
  if ('why' in parsed) return { ok: false, ...parsed }
  const file = parsed
  const procedure = Object.hasOwn(procedures, file.kind) ? procedures[file.kind] : undefined
  if (!procedure) return { ok: false, where: '/kind', why: `unknown kind of record: ${file.kind}` }
  const keys = trusted ?? (file.keys as KeyDirectory)
  const commands = new Set<string>()
  let state: RecordState | undefined
  for (const [i, action] of file.actions.entries()) {
    try {
      if (action.record !== file.record)
        return { ok: false, where: `/actions/${i}/record`, why: 'another record' }
      // A signed wish is used once; a leader could append it again and again otherwise.
      if (commands.has(action.command))
        return { ok: false, where: `/actions/${i}/command`, why: 'a command used twice' }
      commands.add(action.command)
      await verifyStep(procedure, state, action, keys)
      state = apply(procedure, state, action, file.parts[String(action.seq)])
    } catch (error) {
      return { ok: false, where: `/actions/${i}`, why: sentence(error) }
    }
  }
  const stray = Object.keys(file.parts).find(seq => !file.actions.some(a => String(a.seq) === seq))
  if (stray !== undefined)
    return { ok: false, where: `/parts/${stray}`, why: 'parts of a step that is not there' }
  const { signature, ...signedPart } = file
  try {
    const at = new Date(file.exportedAt)
    await verifyDetached(signature, fileType, canonicalBytes(signedPart), keysOf(keys, file.exportedBy, at))
  } catch (error) {
    return { ok: false, where: '/signature', why: `outside the actions: ${sentence(error)}` }
  }
  return { ok: true, file, state: state as RecordState, trusted: trusted ? 'directory' : 'file' }
}

function parse(bytes: Uint8Array): RecordFile | { where: string; why: string } {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    return { where: '/', why: `not JSON in UTF-8: ${(error as Error).message}` }
  }
  const parsed = RecordFile.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return { where: `/${issue?.path.join('/') ?? ''}`, why: issue?.message ?? 'not of the form' }
  }
  // Of what was understood, not of what was read: an extra member, or a number in small letters, is a change as well.
  const canonical = canonicalBytes(parsed.data)
  const at = canonical.findIndex((byte, i) => byte !== bytes[i])
  if (at >= 0 || canonical.length !== bytes.length)
    return {
      where: `byte ${at >= 0 ? at : canonical.length}`,
      why: 'not the canonical form: a byte was added, removed or moved',
    }
  return parsed.data
}

function sentence(error: unknown): string {
  if (error instanceof Problem) return String(error.params.reason ?? error.code)
  if (error instanceof CryptoRefusal) return error.code
  throw error
}
