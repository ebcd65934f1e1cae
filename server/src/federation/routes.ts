import {
  type AgreementSummary,
  type AgreementView,
  listAgreements,
  readAgreement,
  signAgreement,
  withdrawAgreement,
} from '@lianqiao/model/api/agreements.ts'
import { currentAgreements, standingOf } from '@lianqiao/model/federation/agreements.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { type Route, route, whoOf } from '../platform/http/route.ts'
import type { Node } from '../platform/node.ts'
import { signAgreement as sign } from './actions/sign.ts'
import { withdrawAgreement as withdraw } from './actions/withdraw.ts'
import { getAgreement, heldAgreements, type VerifiedAgreement } from './agreements.ts'
import { directory } from './directory.ts'

export const routes: Route[] = [
  route(listAgreements, async ({ node }) => {
    const held = await heldAgreements(node, node.db)
    return { agreements: await Promise.all(held.map(agreement => summary(node, agreement, held))) }
  }),
  route(readAgreement, async ({ node, params }) =>
    view(node, await getAgreement(node, node.db, params.hash)),
  ),
  route(signAgreement, async call => {
    const { node, params, traceId } = call
    return view(node, await sign(node, { hash: params.hash, who: whoOf(call), traceId }))
  }),
  route(withdrawAgreement, async call => {
    const { node, params, body, traceId } = call
    return view(node, await withdraw(node, { ...body, hash: params.hash, who: whoOf(call), traceId }))
  }),
]

async function summary(
  node: Node,
  agreement: VerifiedAgreement,
  held: readonly VerifiedAgreement[],
): Promise<AgreementSummary> {
  const { hash, document, signatures, withdrawal } = agreement
  const { number, version, title, titleEn, validFrom, validTo } = document
  const { nameOf } = await directory(node)
  return {
    hash,
    number,
    version,
    title,
    titleEn,
    parties: document.parties.map(jurisdiction => ({ jurisdiction, name: nameOf(jurisdiction) })),
    validFrom,
    validTo,
    standing: shown(agreement, held, node.time.now()),
    signatures: [...signatures],
    withdrawal,
  }
}

/** 状态 as a person is told it: one in force by its own dates may have a newer version beside it that took its place. */
function shown(
  agreement: VerifiedAgreement,
  held: readonly VerifiedAgreement[],
  at: Instant,
): AgreementSummary['standing'] {
  const standing = standingOf(agreement, at)
  const counts = currentAgreements(held, at).some(({ hash }) => hash === agreement.hash)
  return standing === 'in-force' && !counts ? 'replaced' : standing
}

async function view(node: Node, agreement: VerifiedAgreement): Promise<AgreementView> {
  const held = await heldAgreements(node, node.db)
  return { ...(await summary(node, agreement, held)), document: agreement.document }
}
