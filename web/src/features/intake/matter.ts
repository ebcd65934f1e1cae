import type { EvidencePreview } from '@lianqiao/model/api/resources.ts'
import type { Rung } from '@lianqiao/model/catalogue/ladder.ts'
import type { ProblemCode } from '@lianqiao/model/problems/problem.ts'
import type { Words } from '@lianqiao/model/records/procedure.ts'
import type { FormContent } from '../../forms/SchemaForm.tsx'
import type { Chosen } from './undertaking.ts'

/** Whose application it is, as the number, the card or the clerk says. */
export interface Person {
  name: string
  idNumber: string
}

/** What became of one pull: what was found (`at` in milliseconds of this machine), or how it failed and which rungs were tried. */
export type Pull =
  | { state: 'found'; preview: EvidencePreview; at: number }
  | { state: 'failed'; problem: ProblemCode; detail: string; attempts: number; tried: Rung[] }

/** A scan as it was kept: its id, its digest, and the name it had on this machine. */
export interface Scan {
  id: string
  sha256: string
  name?: string
}

/** How a document was provided, as the person at the window decided it. */
export interface Provided {
  by: 'paper' | 'scan' | 'declaration' | 'later'
  files: Scan[]
  originalSeen: boolean
}

/** An application as it grows at the window or at home; kept as a draft, so nothing in it but plain JSON. */
export interface Matter {
  /** Names the receipt: sent again after a lost answer it opens nothing twice. */
  command: string
  chosen: Chosen
  /** Name of the item or bundle, for lists of drafts. */
  title: Words
  /** 《服务同意书》: read and agreed to, and how. */
  consent?: { by: 'signature' | 'device'; at: string }
  /** 授权书 that the person signed for tasks of another jurisdiction (停保), scanned: by code of the task. */
  authorities: Record<string, Scan[]>
  /** By key of the want. */
  pulls: Record<string, Pull>
  /** By code of the document; what is not here follows from pulls and form. */
  documents: Record<string, Provided>
  form: FormContent
  /** Where a value of the form came from: resource and its provider, by JSON Pointer. `person` is the number or card. */
  sources: Record<string, Source>
  /** 审查要点 that the clerk has ticked. */
  points: Record<string, boolean>
  /** The person knows that a condition is not met and wants it received all the same. */
  insists: boolean
  note: string
}

export interface Source {
  resource: string
  resourceName: string
  provider: string
  /** As it was filled in; typed over it is the person's own word. */
  value: unknown
}

/** An application just begun. Name and number of the person are there already. */
export function beginMatter(chosen: Chosen, title: Words, person: Person): Matter {
  const own = (value: string): Source => ({ resource: 'person', resourceName: '', provider: '', value })
  return {
    command: crypto.randomUUID(),
    chosen,
    title,
    authorities: {},
    pulls: {},
    documents: {},
    form: { applicant: { name: person.name, idNumber: person.idNumber } },
    sources: { '/applicant/name': own(person.name), '/applicant/idNumber': own(person.idNumber) },
    points: {},
    insists: false,
    note: '',
  }
}
