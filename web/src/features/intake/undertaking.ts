import { readBundle, readForm, readItem } from '@lianqiao/model/api/catalogue.ts'
import type { OpenMatter } from '@lianqiao/model/api/matters.ts'
import { listResources } from '@lianqiao/model/api/resources.ts'
import type { Bundle } from '@lianqiao/model/catalogue/bundle.ts'
import type { ItemDocument } from '@lianqiao/model/catalogue/document.ts'
import type { FormVersion } from '@lianqiao/model/catalogue/form.ts'
import type { ItemVersion, ReviewPoint } from '@lianqiao/model/catalogue/item.ts'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { endpointQuery, queryClient } from '../../lib/endpoint.ts'
import { useLanguage } from '../../lib/i18n.ts'
import type { ProblemError } from '../../lib/problem.ts'
import { translated } from '../catalogue/translated.ts'

/** What is applied for, and at whom: one item, or several as one matter (一件事). */
export type Chosen = Pick<OpenMatter, 'deciding' | 'what'>

/** One item of it. `later`: it opens by itself, by an event of another. */
export interface Part {
  key?: string
  item: ItemVersion
  later: boolean
}

/** Everything of the catalogue that an application takes: its guides, its one form. */
export interface Undertaking {
  chosen: Chosen
  name: string
  nameEn: string
  parts: Part[]
  bundle?: Bundle
  form: FormVersion
  /** Registers that can be asked about the applicant himself; others stand for firms and for other people. */
  askable: readonly string[]
}

/** The guides and the form of what was chosen, as they are in force, in the words of the reader's language. */
export function useUndertaking(chosen: Chosen | undefined): UseQueryResult<Undertaking, ProblemError> {
  const language = useLanguage()
  const select = useCallback(
    (one: Undertaking): Undertaking => ({
      ...one,
      parts: one.parts.map(part => ({ ...part, item: translated(part.item, language) })),
    }),
    [language],
  )
  return useQuery<Undertaking, ProblemError>({
    queryKey: ['undertaking', chosen],
    enabled: chosen !== undefined,
    queryFn: () => load(chosen as Chosen),
    select,
  })
}

async function load(chosen: Chosen): Promise<Undertaking> {
  const { deciding: jurisdiction, what } = chosen
  if (what.kind === 'item') {
    const item = await itemOf(jurisdiction, what.item)
    const form = await formOf(jurisdiction, item.form)
    const named = { name: item.name, nameEn: item.nameEn }
    return { chosen, ...named, parts: [{ item, later: false }], form, askable: await askableFor(item) }
  }
  const { document: bundle } = await queryClient.fetchQuery(
    endpointQuery(readBundle, { params: { jurisdiction, code: what.bundle } }),
  )
  const [form, ...parts] = await Promise.all([
    formOf(jurisdiction, bundle.form),
    ...bundle.items.map(async ({ key, item, first }) => ({
      key,
      item: await itemOf(jurisdiction, item),
      later: !first,
    })),
  ])
  const askable = bundle.evidence.map(({ resource }) => resource)
  return { chosen, name: bundle.name, nameEn: bundle.nameEn, parts, bundle, form, askable }
}

async function askableFor({ documents }: ItemVersion): Promise<string[]> {
  const { resources } = await queryClient.fetchQuery(endpointQuery(listResources, {}))
  const personal = resources.filter(({ key }) => key === 'idNumber').map(({ code }) => code)
  return personal.filter(code => documents.some(({ resource }) => resource?.code === code))
}

const itemOf = async (jurisdiction: Chosen['deciding'], code: string) =>
  (await queryClient.fetchQuery(endpointQuery(readItem, { params: { jurisdiction, code } }))).document

const formOf = async (jurisdiction: Chosen['deciding'], code: string) =>
  (await queryClient.fetchQuery(endpointQuery(readForm, { params: { jurisdiction, code } }))).document

/**
 * The documents of all parts, each once: what is scanned for one item serves the others. The result of an earlier part
 * (居住证) is left out, for nobody brings what this very matter makes.
 */
export function documentsOf({ parts }: Undertaking): ItemDocument[] {
  const made = new Set(parts.flatMap(({ item }) => item.results.map(result => result.code)))
  const all = new Map<string, ItemDocument>()
  for (const { item, later } of parts)
    for (const document of item.documents)
      if (!all.has(document.code) && !(later && made.has(document.code))) all.set(document.code, document)
  return [...all.values()]
}

/** A condition that a register was held against, as its guide says it in the reader's language. */
export function conditionOf({ parts }: Undertaking, { key, text }: { key: string; text: string }): string {
  const condition = parts.flatMap(({ item }) => item.conditions).find(one => one.key === key)
  return condition?.text ?? text
}

/** A point of review (审查要点) of any part, once; identity is checked once for all. */
export function pointsOf({ parts }: Undertaking): ReviewPoint[] {
  const all = new Map<string, ReviewPoint>()
  for (const { item } of parts)
    for (const point of item.reviewPoints) if (!all.has(point.key)) all.set(point.key, point)
  return [...all.values()]
}
