import { isDeepStrictEqual } from 'node:util'
import {
  type DraftHead,
  draftLimit,
  type listDrafts,
  type readDraft,
  type saveDraft,
} from '@lianqiao/model/api/counters.ts'
import type { InputOf, OutputOf } from '@lianqiao/model/api/endpoint.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Node } from '../../platform/node.ts'
import { instantOf } from '../../platform/time.ts'
import { transaction } from '../../platform/transaction.ts'
import { type Draft, draftsOf, findDraft, removeDraft, writeDraft } from '../store/drafts.ts'

/** A week from the last saving, in milliseconds: a person who must fetch a paper comes back by then. */
const keptFor = 7 * 24 * 60 * 60 * 1000

/**
 * Keep what somebody typed, sealed, for himself alone: nothing is lost with a reload, a link or a session, and nothing
 * stays in the browser of a counter that the next person sits down at. Saved again after a lost answer it is the same
 * version. Throws `too-large`, `stale`.
 */
export async function save(
  node: Node,
  { subject: owner }: Principal,
  key: string,
  { version: read, content }: InputOf<typeof saveDraft>,
): Promise<DraftHead> {
  if (Buffer.byteLength(JSON.stringify(content)) > draftLimit)
    throw problem('too-large', { limit: `${draftLimit / 1000} kB` })
  const at = node.time.now()
  const expiresAt = instantOf(new Date(Date.parse(at) + keptFor))
  const sealed = node.vault.sealJson(place(owner, key), content)
  return transaction(node.db, async tx => {
    const version = await writeDraft(tx, { owner, key, read, content: sealed, at, expiresAt })
    if (version !== undefined) return { key, version, updatedAt: at, expiresAt }
    const saved = await findDraft(tx, owner, key, at)
    if (saved?.version === read + 1 && isDeepStrictEqual(contentOf(node, owner, saved), content))
      return headOf(saved)
    throw problem('stale')
  })
}

/** Throws `not-found` where there is none any more. */
export async function read(
  node: Node,
  { subject: owner }: Principal,
  key: string,
): Promise<OutputOf<typeof readDraft>> {
  const draft = await findDraft(node.db, owner, key, node.time.now())
  if (!draft) throw problem('not-found')
  return { ...headOf(draft), content: contentOf(node, owner, draft) }
}

export async function list(node: Node, { subject }: Principal): Promise<OutputOf<typeof listDrafts>> {
  return { drafts: (await draftsOf(node.db, subject, node.time.now())).map(headOf) }
}

export async function remove(
  node: Node,
  { subject }: Principal,
  key: string,
): Promise<Record<string, never>> {
  await transaction(node.db, tx => removeDraft(tx, subject, key))
  return {}
}

const place = (owner: string, key: string) => `draft:${owner}:${key}`

type Content = OutputOf<typeof readDraft>['content']

function contentOf(node: Node, owner: string, { key, content }: Draft): Content {
  return node.vault.openJson(place(owner, key), content) as Content
}

function headOf(draft: Omit<Draft, 'content'>): DraftHead {
  const { key, version } = draft
  return { key, version, updatedAt: instantOf(draft.updated_at), expiresAt: instantOf(draft.expires_at) }
}
