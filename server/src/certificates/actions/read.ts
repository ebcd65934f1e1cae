import type { FileAnswer } from '@lianqiao/model/api/endpoint.ts'
import type { CertificateId } from '@lianqiao/model/identifiers/certificate-id.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { mayReadCase } from '../../cases/index.ts'
import { audit } from '../../platform/audit.ts'
import { openFile } from '../../platform/files.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { type Certificate, findCertificate } from '../store.ts'

interface Reading {
  who: Principal
  id: CertificateId
  traceId: string
}

/** The print, for those who are shown the personal data of the case. */
export async function readFile(node: Node, reading: Reading): Promise<FileAnswer> {
  const { content, file } = await readable(node, reading, 'certificates.file')
  const bytes = await openFile(node, node.db, file)
  return { mediaType: 'application/pdf', filename: `${content.type.name}.pdf`, bytes }
}

/** The credential, for the holder: staff have no use for something that only he may present. */
export async function readCredential(node: Node, reading: Reading): Promise<string> {
  if (reading.who.kind !== 'resident') throw problem('forbidden')
  return (await readable(node, reading, 'certificates.credential')).credential
}

/** A certificate of a case that the reader may not read does not exist for him. Every reading is written down. */
async function readable(node: Node, { who, id, traceId }: Reading, verb: string): Promise<Certificate> {
  const certificate = await findCertificate(node, node.db, id)
  if (!certificate || !(await mayReadCase(node, node.db, who, certificate.record)))
    throw problem('record-not-found')
  await transaction(node.db, tx => audit(node, tx, { who, verb, object: id, traceId }))
  return certificate
}
