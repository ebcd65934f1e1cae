import { randomUUID } from 'node:crypto'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { authorityFor } from '@lianqiao/model/procedures/permit/authority.ts'
import type { BodyOf, NamedFile } from '@lianqiao/model/procedures/permit/bodies.ts'
import type { PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { getTask } from '../catalogue/index.ts'
import type { Connection } from '../platform/database/database.ts'
import type { Parts } from '../records/index.ts'

/** The content of an `ask` step, and the personal part that goes to the asked jurisdiction and to nobody else. */
export interface PreparedRequest {
  body: BodyOf<'ask'>
  parts: Parts
}

/**
 * Prepare a request (协办) from the asked jurisdiction's own published task: its name, department and pledge, and of the
 * person only the fields that the task says it needs, and the authority that he signed: the one scanned at the window
 * (收件), or else the one that the officer scans with the request. Throws `authority-missing`.
 */
export async function prepareRequest(
  db: Connection,
  data: PermitData,
  asked: {
    to: JurisdictionCode
    task: string
    authority?: NamedFile[] | undefined
    note?: string | undefined
  },
  at: Instant,
): Promise<PreparedRequest> {
  const { document: task } = await getTask(db, { jurisdiction: asked.to, code: asked.task }, at)
  const authority = authorityFor(data.consent ?? {}, asked.task) ?? asked.authority
  if (!authority?.length) throw problem('authority-missing', { task: task.name })
  const known = knownFields(data, authority)
  const input = Object.fromEntries(
    task.input.filter(f => known[f.name] !== undefined).map(f => [f.name, known[f.name]]),
  )
  return {
    body: {
      request: randomUUID(),
      to: asked.to,
      task: task.code,
      department: task.department,
      name: task.name,
      limit: task.limit,
      authority,
      ...(asked.note ? { note: asked.note } : {}),
    },
    parts: { given: { applicant: data.applicant, input } },
  }
}

/** What a case knows about its applicant, by the field names that tasks use. */
function knownFields(
  { applicant, form, deciding }: PermitData,
  [signed]: readonly NamedFile[],
): Record<string, unknown> {
  const insurance = form?.insurance as { scheme?: string } | undefined
  return {
    idNumber: applicant?.idNumber,
    name: applicant?.name,
    scheme: insurance?.scheme,
    destination: deciding,
    transfer: true,
    consentFile: signed?.id,
  }
}
