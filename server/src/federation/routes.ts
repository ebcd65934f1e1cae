import {
  type AgreementSummary,
  type AgreementView,
  listAgreements,
  readAgreement,
  signAgreement,
  withdrawAgreement,
} from '@lianqiao/model/api/agreements.ts'
import { standingOf } from '@lianqiao/model/federation/agreements.ts'
import { type Route, route, whoOf } from '../platform/http/route.ts'
import type { Node } from '../platform/node.ts'
import { signAgreement as sign } from './actions/sign.ts'
import { withdrawAgreement as withdraw } from './actions/withdraw.ts'
import { getAgreement, heldAgreements, type VerifiedAgreement } from './agreements.ts'
import { directory } from './directory.ts'

export const routes: Route[] = [
  route(listAgreements, async ({ node }) => ({
    agreements: await Promise.all(
      (await heldAgreements(node, node.db)).map(agreement => summary(node, agreement)),
    ),
  })),
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

async function summary(node: Node, agreement: VerifiedAgreement): Promise<AgreementSummary> {
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
    standing: standingOf(agreement, node.time.now()),
    signatures: [...signatures],
    withdrawal,
  }
}

async function view(node: Node, agreement: VerifiedAgreement): Promise<AgreementView> {
  return { ...(await summary(node, agreement)), document: agreement.document }
}
