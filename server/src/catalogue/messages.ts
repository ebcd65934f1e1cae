import { codeOf, Publication, type PublishedVersion } from '@lianqiao/model/catalogue/publication.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { digest } from '@lianqiao/model/records/chain.ts'
import { audit } from '../platform/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import type { MessageHandler } from '../platform/wire.ts'
import { frozenAs } from './actions/publish.ts'
import { projectItem } from './project.ts'
import { writeDivisions, writeProfile } from './store/places.ts'
import { findVersion } from './store/versions.ts'
import { writeVersion } from './store/writing.ts'

/**
 * A partner published. It speaks for its own jurisdiction and no other, and a version that it published before it cannot
 * say anew: cases here lie on its digest.
 */
const receivePublication: MessageHandler = async (node, tx, message) => {
  const parsed = Publication.safeParse(message.body)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw problem('message-invalid', { reason: `/${issue?.path.join('/')}: ${issue?.message}` })
  }
  const { profile, divisions, versions } = parsed.data
  requireOwn(message.from, parsed.data)
  if (profile) await writeProfile(tx, { profile, digest: digest(profile), at: node.time.now() })
  if (divisions) await writeDivisions(tx, message.from, divisions)
  for (const version of versions) await keep(node, tx, message.from, version)
  await audit(node, tx, {
    who: { peer: message.from },
    verb: message.type,
    object: `${versions.length}`,
    traceId: message.traceId,
  })
}

export const messages: Record<string, MessageHandler> = { 'catalogue.published': receivePublication }

function requireOwn(from: JurisdictionCode, { profile, divisions, versions }: Publication): void {
  const foreign =
    (profile && profile.code !== from) ||
    divisions?.some(division => !division.code.startsWith(from)) ||
    versions.some(({ document }) => 'jurisdiction' in document && document.jurisdiction !== from)
  if (foreign)
    throw problem('message-invalid', {
      reason: `${from} 只能发布本辖区的目录 / ${from} may publish its own catalogue only`,
    })
}

async function keep(
  node: Node,
  tx: Tx,
  from: JurisdictionCode,
  { kind, version, document }: PublishedVersion,
): Promise<void> {
  if ('version' in document && document.version !== version)
    throw problem('message-invalid', { reason: `${kind} ${codeOf(document)}: version` })
  const received = frozenAs(node, from, kind, document, version)
  if (!(await writeVersion(tx, received))) {
    const kept = await findVersion(tx, received, version)
    if (kept?.digest !== received.digest) throw problem('version-frozen')
    return
  }
  if (kind === 'item' || kind === 'listed') await projectItem(node, tx, received)
}
