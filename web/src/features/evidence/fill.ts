import type { EvidencePreview } from '@lianqiao/model/api/resources.ts'
import { derive } from '@lianqiao/model/catalogue/derive.ts'
import { putAt, valueAt } from '@lianqiao/model/catalogue/pointer.ts'
import type { FormContent } from '../../forms/SchemaForm.tsx'
import { type FormSchema, titleAt } from '../../forms/schema.ts'
import type { Matter, Source } from '../intake/matter.ts'
import type { Undertaking } from '../intake/undertaking.ts'
import { optionsAt } from './options.ts'
import { dependentResources, questionsFirst } from './wants.ts'

/** Which field of a register fills which field of our forms. */
const targets: Record<string, Record<string, string>> = {
  // A card bears the address of the household; the register of households knows it better, where it is asked.
  'id-card': { name: '/applicant/name', division: '/household/division', address: '/household/address' },
  household: { division: '/household/division', address: '/household/address' },
  'residence-registration': {
    division: '/residence/division',
    address: '/residence/address',
    registeredOn: '/residence/registeredOn',
  },
  employment: { employer: '/ground/employer' },
  lease: { leaseNumber: '/ground/proofNumber' },
  enrolment: { school: '/ground/school' },
  // Who ends one insurance elsewhere takes out the same here, unless he says otherwise.
  'insurance-status': { scheme: '/insurance/scheme' },
}

/** What is known by the mere fact that a register answered. */
const implied: Record<string, Record<string, unknown>> = { lease: { '/ground/tenure': 'lease' } }

/**
 * Put what a register said into the form, and remember where it came from. What the person typed stays; what the form
 * has no field for is left out.
 */
export function fillFrom(
  { form: { schema, derived } }: Undertaking,
  matter: Matter,
  preview: Pick<EvidencePreview, 'resource' | 'resourceName' | 'provider' | 'fields'>,
): Matter {
  const { resource, resourceName, provider } = preview
  const values = new Map<string, unknown>(Object.entries(implied[resource] ?? {}))
  for (const { name, value } of preview.fields) {
    const pointer = targets[resource]?.[name]
    if (pointer && value !== null && value !== '') values.set(pointer, asChoice(schema, pointer, value))
  }
  let form: FormContent = matter.form
  const sources: Record<string, Source> = { ...matter.sources }
  for (const [pointer, value] of values) {
    const there = valueAt(form, pointer)
    const before = sources[pointer]
    const ours = there === undefined || (before?.value === there && before?.resource !== 'household')
    if (!ours || value === undefined || titleAt(schema, pointer) === pointer) continue
    form = putAt(form, pointer, value)
    sources[pointer] = { resource, resourceName, provider, value }
  }
  return { ...matter, form: derive(derived, form), sources }
}

/**
 * Whether what a register said came too late: the question on which asking it depended has another answer now than in
 * `asked`.
 */
export function isOutdated(
  undertaking: Undertaking,
  resource: string,
  asked: FormContent,
  now: FormContent,
): boolean {
  return (
    dependentResources(undertaking).includes(resource) &&
    questionsFirst(undertaking).some(pointer => valueAt(asked, pointer) !== valueAt(now, pointer))
  )
}

/** A register says a choice by its name, the form keeps its key; `undefined` where it is none of the form's choices. */
function asChoice(schema: FormSchema, pointer: string, value: unknown): unknown {
  const options = optionsAt(schema, pointer)
  return options.length > 0 ? options.find(option => option.title === value)?.value : value
}

/**
 * The form as it was typed on. Where one of the first questions has another answer, the registers of the former answer
 * are forgotten, and what they filled in is taken back unless it was typed over.
 */
export function takeForm(undertaking: Undertaking, matter: Matter, form: FormContent): Matter {
  const turned = questionsFirst(undertaking).some(
    pointer => valueAt(form, pointer) !== valueAt(matter.form, pointer),
  )
  if (!turned) return { ...matter, form }
  const gone = dependentResources(undertaking)
  const isGone = ({ resource }: Source) => gone.includes(resource)
  const without = <T>(all: Record<string, T>, drop: (name: string, one: T) => boolean) =>
    Object.fromEntries(Object.entries(all).filter(([name, one]) => !drop(name, one)))
  const emptied = Object.entries(matter.sources).reduce<FormContent>(
    (content, [pointer, source]) =>
      isGone(source) && valueAt(content, pointer) === source.value
        ? putAt(content, pointer, undefined)
        : content,
    form,
  )
  return {
    ...matter,
    form: emptied,
    sources: without(matter.sources, (_, source) => isGone(source)),
    pulls: without(matter.pulls, resource => gone.includes(resource)),
  }
}
