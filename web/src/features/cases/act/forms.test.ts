import { bodies } from '@lianqiao/model/procedures/permit/bodies.ts'
import { rows } from '@lianqiao/model/procedures/permit/rows.ts'
import { expect, test } from 'vitest'
import { formOf } from './forms.ts'
import { noteOnly, reasoned, reasonOnly } from './simple-forms.tsx'

/** What each plain form can send; a step whose body needs more must have a form of its own. */
const plain = new Map([
  [noteOnly, { note: '演示' }],
  [reasonOnly, { reason: '演示：情况如实说明。' }],
  [reasoned, { reason: '演示：情况如实说明。', basis: '演示依据' }],
])
/** What the node fills in by itself. */
const filledIn = { deny: { number: '演示〔2026〕1号' } }

/** Steps that nobody takes by hand at a case: it is begun at the counter, rated by the person, issued by the node. */
const elsewhere = ['receive', 'rate', 'issue']
const taken = rows.filter(row => !elsewhere.includes(row.verb) && row.by.some(role => role !== 'system'))

test.each(taken.map(row => row.verb))('the form of %s can send what the step asks', verb => {
  const form = formOf(verb)
  const sent = plain.get(form)
  if (!sent) return expect(form.Fields).toBeTypeOf('function')
  const asked = bodies[verb].shape
  const named = Object.fromEntries(Object.entries(sent).filter(([name]) => name in asked))
  const body = { ...named, ...(filledIn as Record<string, object>)[verb] }
  expect(bodies[verb].safeParse(body).error?.issues ?? []).toEqual([])
})
