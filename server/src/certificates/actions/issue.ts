import { randomBytes, randomUUID } from 'node:crypto'
import { certificateDate } from '@lianqiao/model/certificates/certificate.ts'
import { CertificateContent, faceOf } from '@lianqiao/model/certificates/face.ts'
import { type CertificateId, makeCertificateId } from '@lianqiao/model/identifiers/certificate-id.ts'
import { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { makeTrackingCode } from '@lianqiao/model/identifiers/tracking-code-text.ts'
import type { PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import type { Body, CommandId, Instant } from '@lianqiao/model/records/action.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { z } from 'zod'
import { foldCase } from '../../cases/index.ts'
import { renderNotice } from '../../notices/index.ts'
import { audit } from '../../platform/audit.ts'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { findFile, storeFile } from '../../platform/files.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { act, findRecord, systemActor } from '../../records/index.ts'
import { makeCredential } from '../credential.ts'
import { statusListUri } from '../status-list.ts'
import { type Certificate, insertCertificate, takePlace } from '../store.ts'
import { addressOf, issuingOrgan, typeOf } from '../surroundings.ts'

/** What is to be issued, made before the transaction that issues it. */
export interface Issuance {
  id: CertificateId
  record: RecordId
  /** The step that granted it. */
  seq: number
  content: CertificateContent
  pdf: Uint8Array
  at: Instant
}

const Job = z.object({ record: RecordId })

/**
 * Job `certificate.issue`: make the certificate of a granted case, then 制证 and 办结. Certificate, record and file
 * commit together, and the case's phase says whether it was done: killed at any instant and run again, there is one.
 */
export async function issueForCase(node: Node, data: unknown): Promise<void> {
  const { record } = Job.parse(data)
  const { state } = await foldCase(node, node.db, record, true)
  if (!isDue(node, state)) return
  const issuance = await prepare(node, node.db, state)
  await transaction(node.db, async tx => {
    const found = await findRecord(tx, record, { lock: true })
    if (!found || !isDue(node, found.state)) return
    const { id, content, digest } = await issueCertificate(node, tx, issuance)
    await step(node, tx, record, 'issue', { certificate: id, type: content.type.code, digest })
    await step(node, tx, record, 'conclude', {})
  })
}

/** Write a certificate: its place in the status list, its credential, its file. Signs with the node's key. */
export async function issueCertificate(node: Node, tx: Tx, issuance: Issuance): Promise<Certificate> {
  const { id, record, seq, content, pdf, at } = issuance
  const place = await takePlace(tx)
  const status = { uri: statusListUri(node, place.list), idx: place.index }
  const credential = await makeCredential(node.vault.signer, { id, content, status, at })
  const file = await storeFile(node, tx, { bytes: pdf, mediaType: 'application/pdf', by: 'system', record })
  const certificate: Certificate = {
    ...{ id, record, seq, content, credential, place },
    file: file.id,
    digest: file.sha256,
    status: 'active',
    issuedAt: at,
  }
  await insertCertificate(node, tx, certificate)
  await audit(node, tx, { who: 'system', verb: 'certificates.issue', object: id })
  return certificate
}

function isDue(node: Node, state: RecordState): boolean {
  const { item } = (state as RecordState<PermitData>).data
  return state.phase === 'granted' && state.leader === node.jurisdiction && item.certificateType !== undefined
}

/** Everything that needs no lock: the words, the identifier, the page. */
async function prepare(node: Node, db: Connection, state: RecordState<PermitData>): Promise<Issuance> {
  const { data } = state
  const { applicant, item, form, decision } = data
  const type = await typeOf(item.certificateType ?? '')
  const organ = await issuingOrgan(db, data.deciding, item.department)
  const at = node.time.now()
  const issuedOn = certificateDate(at)
  const granted = {
    applicant: { name: applicant?.name ?? '', idNumber: applicant?.idNumber ?? '' },
    item: item.name,
    decision: decision?.number ?? '',
    household: await addressOf(db, form?.household),
    residence: await addressOf(db, form?.residence),
    ethnicity: ethnicityIn(data),
  }
  const { address, ...face } = faceOf(type.key, granted, issuedOn)
  const photo = typeof form?.photo === 'string' ? await findFile(db, form.photo) : undefined
  const content = CertificateContent.parse({
    type: { code: type.code, name: type.name, nameEn: type.name_en },
    holder: {
      ...granted.applicant,
      ...(address ? { address } : {}),
      ...(photo ? { photo: photo.sha256 } : {}),
    },
    ...face,
    issuer: organ.name,
    issuedOn,
    verification: makeTrackingCode(randomBytes(10)),
  })
  // The record's own number is unique at the issuer, so running again makes the same identifier.
  const serial = state.id.replaceAll('-', '')
  const id = makeCertificateId({ type: type.code, issuer: organ.creditCode, serial, version: 1 })
  return { id, record: state.id, seq: state.seq, content, pdf: await print(node, id, content), at }
}

/** 民族, where a register that the person allowed to be asked has told it. */
function ethnicityIn(data: PermitData): string | undefined {
  const told = Object.values(data.evidenceContent ?? {}).map(answer => answer.ethnicity)
  return told.find((value): value is string => typeof value === 'string')
}

function print(node: Node, id: CertificateId, content: CertificateContent): Promise<Uint8Array> {
  const { type, lines, remarks, issuer, issuedOn, validUntil, verification: code } = content
  const facts = {
    ...{ title: type.name, id, lines, remarks, issuer, issuedOn },
    ...(validUntil ? { validUntil } : {}),
    verification: { code, url: `${node.config.publicUrl}/verify/${code}` },
  }
  return renderNotice('certificate', facts, { demonstration: node.config.demonstration })
}

async function step(node: Node, tx: Tx, record: RecordId, verb: string, body: Body): Promise<void> {
  const command = randomUUID() as CommandId
  await act(node, tx, { record, verb, actor: systemActor(node), body, command })
}
