import type { FileAnswer } from '@lianqiao/model/api/endpoint.ts'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { type NoticeKind, noticeForms, noticeTitle } from '@lianqiao/model/notices/kinds.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { BodyOf } from '@lianqiao/model/procedures/permit/bodies.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import type { Action } from '@lianqiao/model/records/action.ts'
import { fold, rowOf } from '@lianqiao/model/records/engine.ts'
import { findPublished, getProfile } from '../catalogue/index.ts'
import { renderNotice } from '../notices/index.ts'
import { calendarOf } from '../platform/calendar.ts'
import { loadResources } from '../platform/jurisdiction-files.ts'
import type { Node } from '../platform/node.ts'
import { type Circumstances, factsOf } from './document-facts.ts'
import { openCase } from './load.ts'

/**
 * The document that a step made, as PDF: from the state as it was right after that step, so that it says today what it
 * said then. `kind` asks for a second document of the same step (领取凭证 beside 受理通知书), `of` which of the guide's
 * documents it is about (核验函).
 */
export async function caseDocument(
  node: Node,
  who: Principal,
  { id, seq }: { id: RecordId; seq: number },
  { kind: asked, of }: { kind?: string | undefined; of?: string | undefined },
): Promise<FileAnswer> {
  const opened = await openCase(node, node.db, who, id)
  const action = opened.actions[seq]
  const kind = (asked ?? (action && rowOf(permit, action.verb).document)) as NoticeKind | undefined
  if (!action || !kind || !Object.hasOwn(noticeForms, kind) || !opened.personal) throw problem('not-found')
  const state = fold(permit, opened.actions.slice(0, seq + 1), s => opened.parts.get(s) ?? [])
  const { data } = state
  const [calendar, item, receiving, deciding] = await Promise.all([
    calendarOf(node.db),
    findPublished(
      node.db,
      { kind: 'item', jurisdiction: data.deciding, code: data.item.code },
      data.item.version,
    ),
    getProfile(node.db, data.receiving),
    getProfile(node.db, data.deciding),
  ])
  // The guide under which the case began, whatever was published since.
  if (!item) throw problem('item-not-found')
  const circumstances: Circumstances = {
    state,
    action,
    calendar,
    item: item.document,
    receiving,
    deciding,
    letter: of === undefined ? undefined : await letterOf(node, action, of),
    trackUrl: code => `${node.config.publicUrl}/track/${code}`,
  }
  const facts = factsOf(kind, circumstances)
  if (!facts) throw problem('not-found')
  const bytes = await renderNotice(kind, facts as never, { demonstration: node.config.demonstration })
  return {
    mediaType: 'application/pdf',
    filename: `${noticeTitle(kind, item.document.kind).title} ${id}.pdf`,
    bytes,
  }
}

/** Whom the step says that it asks by letter for this document of the guide. Throws `not-found`. */
async function letterOf(node: Node, { body }: Action, code: string): Promise<Circumstances['letter']> {
  const { documents = [] } = body as unknown as Partial<BodyOf<'receive'>>
  const asked = documents.find(d => d.code === code)?.letter
  if (!asked) throw problem('not-found')
  const [to, catalogue] = await Promise.all([getProfile(node.db, asked.to), loadResources(node.config)])
  return { code, to, resource: catalogue.find(r => r.code === asked.resource) }
}
