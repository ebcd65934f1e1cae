import type { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import type { JurisdictionProfile } from '@lianqiao/model/catalogue/jurisdiction.ts'
import type { VersionKind } from '@lianqiao/model/catalogue/publication.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { ItemSnapshot } from '@lianqiao/model/procedures/permit/bodies.ts'
import { basisLine } from '@lianqiao/model/procedures/permit/grounds.ts'
import type { Digest, Instant } from '@lianqiao/model/records/action.ts'
import type { Connection } from '../platform/database/database.ts'
import { dayOf } from './day.ts'
import { findCurrent } from './store/in-force.ts'
import { findProfile } from './store/places.ts'
import { listCurrent, type StoredVersion } from './store/versions.ts'

/** Whose document of which key. */
export interface Named {
  jurisdiction: string
  code: string
}

const reader =
  <K extends VersionKind>(kind: K, missing: 'item-not-found' | 'not-found') =>
  async (db: Connection, named: Named, at: Instant): Promise<StoredVersion<K>> => {
    const found = await findCurrent(db, { kind, ...named }, dayOf(at))
    if (!found) throw problem(missing)
    return found
  }

/** 办事指南: the version in force at an instant. Throws `item-not-found`. */
export const getItem = reader('item', 'item-not-found')
/** 目录条目: an item without a guide. Throws `item-not-found`. */
export const getListed = reader('listed', 'item-not-found')
/** 表单 in force at an instant; `code` is its id. Throws `not-found`. */
export const getForm = reader('form', 'not-found')
/** “一件事” in force at an instant. Throws `not-found`. */
export const getBundle = reader('bundle', 'not-found')
/** 协办任务 in force at an instant; `jurisdiction` is the one asked. Throws `not-found`. */
export const getTask = reader('task', 'not-found')

/** Every “一件事” in force at an instant, of all sides or of one. */
export async function bundlesInForce(
  db: Connection,
  at: Instant,
  jurisdiction?: string,
): Promise<StoredVersion<'bundle'>[]> {
  return listCurrent(db, { kind: 'bundle', jurisdiction }, dayOf(at))
}

/** 辖区: the own profile, or what a partner published of itself. Throws `profile-missing` where it was never loaded, or never came. */
export async function getProfile(db: Connection, code: string): Promise<JurisdictionProfile> {
  const found = await findProfile(db, code)
  if (!found) throw problem('profile-missing', { jurisdiction: code })
  return found
}

/**
 * The item as a record keeps it: enough for the fold and for whoever verifies it without a catalogue. Made once of each
 * document, which the catalogue hands out as the same object; not to be changed.
 */
export function snapshotOf({ document, digest }: { document: ItemVersion; digest: Digest }): ItemSnapshot {
  const known = snapshots.get(document)
  if (known?.digest === digest) return known
  const snapshot = makeSnapshot(document, digest)
  snapshots.set(document, snapshot)
  return snapshot
}

const snapshots = new WeakMap<ItemVersion, ItemSnapshot>()

function makeSnapshot(document: ItemVersion, digest: Digest): ItemSnapshot {
  const { code, version, name, nameEn, department, kind, limits, results } = document
  const certificateType = results.find(result => result.certificateType)?.certificateType
  return ItemSnapshot.parse({
    ...{ code, version, digest, name, nameEn, kind, limits },
    basis: basisLine(document),
    department: department.code,
    ...(certificateType ? { certificateType } : {}),
  })
}
