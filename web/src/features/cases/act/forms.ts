import { bodies } from '@lianqiao/model/procedures/permit/bodies.ts'
import { answer } from './AnswerForm.tsx'
import { correct, supply } from './CorrectForm.tsx'
import { requireCorrection } from './CorrectionForm.tsx'
import type { ActForm } from './form.ts'
import { deliver, verify } from './PaperForms.tsx'
import { refuse } from './RefuseForm.tsx'
import { ask, cancelRequest, escalate } from './RequestForms.tsx'
import {
  accept,
  grant,
  noteOnly,
  offer,
  reasoned,
  reasonOnly,
  resume,
  review,
  take,
} from './simple-forms.tsx'
import { extend, suspend } from './TimeForms.tsx'

/** Steps whose form says or asks more than their body's schema lets see. */
// biome-ignore format: a table, laid out for the eye
const ownForms: Readonly<Record<string, ActForm>> = {
  // 收件、转送
  verify, offer, take,
  // 受理
  accept, refuse, 'require-correction': requireCorrection, correct, supply,
  // 审查与决定
  review, suspend, resume, extend, ask, answer, escalate, 'cancel-request': cancelRequest, grant,
  // 送达
  deliver,
}

/** What stands in the open body of a step, by name; nothing for a verb that this version does not know. */
const askedBy = (verb: string): object => bodies[verb as keyof typeof bodies]?.shape ?? {}

/** The form of a step: its own, else what its body asks for – a reason and the rule, a reason, or a note. */
export function formOf(verb: string): ActForm {
  const asked = askedBy(verb)
  return ownForms[verb] ?? ('basis' in asked ? reasoned : 'reason' in asked ? reasonOnly : noteOnly)
}
