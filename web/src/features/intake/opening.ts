import { OpenMatter } from '@lianqiao/model/api/matters.ts'
import type { Holder } from '@lianqiao/model/catalogue/codes.ts'
import { holderOf } from '@lianqiao/model/catalogue/subject.ts'
import { ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import type { ProvidedDocument } from '@lianqiao/model/procedures/permit/bodies.ts'
import { check } from '../../forms/check.ts'
import type { FormContent } from '../../forms/SchemaForm.tsx'
import { isOld } from '../evidence/use-pulls.ts'
import { type DocumentRow, rowsOf, uploadFields } from './documents.ts'
import type { Matter, Scan } from './matter.ts'
import { conditionOf, pointsOf, type Undertaking } from './undertaking.ts'

/** What stands in the way of 收件, each with the place where it is put right. */
export type Obstacle =
  | { kind: 'consent' }
  | { kind: 'old-evidence' }
  | { kind: 'unasked'; count: number }
  | { kind: 'document'; code: string; name: string; nameEn: string }
  | { kind: 'form'; count: number }
  | { kind: 'points'; first: string; count: number }
  | { kind: 'condition'; text: string; metOn?: string }

export function obstaclesOf(undertaking: Undertaking, matter: Matter): Obstacle[] {
  const pulls = Object.values(matter.pulls)
  const rows = rowsOf(undertaking, matter)
  return [
    ...(matter.consent ? [] : [{ kind: 'consent' } as const]),
    ...(matter.insists
      ? []
      : unmetOf(matter).map(
          unmet => ({ kind: 'condition', ...unmet, text: conditionOf(undertaking, unmet) }) as const,
        )),
    ...(pulls.some(pull => isOld(pull)) ? [{ kind: 'old-evidence' } as const] : []),
    ...unasked(rows),
    ...rows
      .filter(({ standing }) => standing.state === 'missing')
      .map(({ document: { code, name, nameEn } }) => ({ kind: 'document', code, name, nameEn }) as const),
    ...openFields(undertaking, matter),
    ...unticked(undertaking, matter),
  ]
}

/** Documents that a register can stand for, and that nobody has asked it for yet. */
function unasked(rows: readonly DocumentRow[]): Obstacle[] {
  const count = rows.filter(({ standing }) => standing.state === 'askable').length
  return count > 0 ? [{ kind: 'unasked', count }] : []
}

/** Fields of the form that still want something; those for scans are counted as documents. */
function openFields(undertaking: Undertaking, matter: Matter): Obstacle[] {
  const scans = uploadFields(undertaking.form.ui)
  const wrong = check(undertaking.form.schema, matter.form, 'zh').filter(
    ({ pointer }) => !scans.includes(pointer),
  )
  return wrong.length > 0 ? [{ kind: 'form', count: wrong.length }] : []
}

/** Blocking points that nobody has ticked yet, as one thing to do. */
function unticked(undertaking: Undertaking, matter: Matter): Obstacle[] {
  const points = pointsOf(undertaking).filter(point => point.blocking && !isTicked(matter, point.key))
  const [first] = points
  return first ? [{ kind: 'points', first: first.key, count: points.length }] : []
}

/** Conditions of the guide that a register says are not met. */
export function unmetOf(matter: Matter): { key: string; text: string; metOn?: string }[] {
  return Object.values(matter.pulls).flatMap(pull =>
    pull.state === 'found'
      ? pull.preview.judgement
          .filter(({ met }) => !met)
          .map(({ key, text, metOn }) => ({ key, text, ...(metOn ? { metOn } : {}) }))
      : [],
  )
}

/** A point is met when it is ticked, or when a register has judged it by the condition of the same name. */
export function isTicked(matter: Matter, key: string): boolean {
  return matter.points[key] ?? isJudged(matter, key) ?? false
}

/** What registers say of a point; `undefined` where none does. A person who insists knows it, and the office decides. */
export function isJudged(matter: Matter, key: string): boolean | undefined {
  for (const pull of Object.values(matter.pulls))
    if (pull.state === 'found')
      for (const judged of pull.preview.judgement) if (judged.key === key) return judged.met || matter.insists
  return undefined
}

/** What is sent (收件). `form` is the content that the form's own check has passed. */
export function openingOf(undertaking: Undertaking, matter: Matter, form: FormContent): OpenMatter {
  const { command, chosen, consent, authorities, pulls } = matter
  const signed = Object.entries(authorities).filter(([, files]) => files.length > 0)
  const rows = rowsOf(undertaking, { ...matter, form })
  return OpenMatter.parse({
    command,
    ...chosen,
    form,
    documents: rows.flatMap(row => providedOf(row, matter)),
    checked: pointsOf(undertaking).map(({ key }) => ({ key, met: isTicked(matter, key) })),
    evidence: Object.values(pulls).flatMap(pull => (pull.state === 'found' ? [pull.preview.id] : [])),
    consent: {
      text: 'service-consent',
      given: true,
      by: consent?.by ?? 'signature',
      tasks: signed.map(([task]) => task),
      authorities: signed.map(([task, files]) => ({ task, files: files.map(kept) })),
    },
    ...(matter.note.trim() ? { note: matter.note } : {}),
  })
}

function providedOf(
  { document: { code, resource }, standing }: DocumentRow,
  matter: Matter,
): (Omit<ProvidedDocument, 'code' | 'letter'> & { code: string; letter?: object })[] {
  switch (standing.state) {
    case 'shared':
      return [{ code, by: 'resource', files: [], evidence: standing.evidence, originalSeen: false }]
    case 'signed':
      return [{ code, by: 'form', files: [], originalSeen: false }]
    case 'provided': {
      const { by, files, originalSeen } = standing.provided
      const scans = by === 'scan' ? files.map(kept) : []
      const letter = by === 'later' && resource && isWritten(matter, resource.code)
      return [
        {
          ...{ code, by, files: scans as ProvidedDocument['files'], originalSeen },
          ...(letter ? { letter: { resource: resource.code, to: askedOf(matter, resource.holder) } } : {}),
        },
      ]
    }
    default:
      return []
  }
}

const kept = ({ id, sha256 }: Scan) => ({ id, sha256 })

/** Whether its holder is to be asked by letter, because the pull failed. */
function isWritten(matter: Matter, resource: string): boolean {
  const pull = matter.pulls[resource]
  return pull?.state === 'failed' && pull.tried.includes('letter')
}

/** The side whose register it is, as the pull would have asked it. */
function askedOf({ chosen: { deciding }, form }: Matter, holder: Holder): string {
  const { idNumber } = (form.applicant ?? {}) as { idNumber?: unknown }
  const id = ResidentId.safeParse(idNumber)
  return id.success ? holderOf(holder, deciding, id.data) : deciding
}
