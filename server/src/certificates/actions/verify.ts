import type { Verification } from '@lianqiao/model/api/certificates.ts'
import { certificateDate, maskName, verdictOn } from '@lianqiao/model/certificates/certificate.ts'
import { parseTrackingCode } from '@lianqiao/model/identifiers/tracking-code-text.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { findByCode } from '../store.ts'

/**
 * 公开查验: what anybody may know who holds a print – its state now, by the issuer's own register. Found or not, the
 * question is written down. Throws `certificate-not-found`.
 */
export async function verifyByCode(node: Node, text: string, traceId: string): Promise<Verification> {
  const code = parseTrackingCode(text)
  const found = await transaction(node.db, async tx => {
    const certificate = code && (await findByCode(node, tx, code))
    await audit(node, tx, {
      who: 'public',
      verb: 'certificates.verify',
      object: certificate?.id,
      outcome: certificate ? 'done' : 'refused',
      traceId,
    })
    return certificate
  })
  if (!found) throw problem('certificate-not-found')
  const { content, status } = found
  const { type, holder, issuer, issuedOn, validUntil } = content
  const checkedAt = node.time.now()
  return {
    verdict: verdictOn(certificateDate(checkedAt), { status, validUntil }),
    status,
    type: { name: type.name, nameEn: type.nameEn },
    holder: maskName(holder.name),
    issuer: { name: issuer, jurisdiction: node.jurisdiction },
    issuedOn,
    ...(validUntil ? { validUntil } : {}),
    checkedAt,
  }
}
