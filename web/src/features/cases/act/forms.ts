import { answer } from './AnswerForm.tsx'
import { correct } from './CorrectForm.tsx'
import { requireCorrection } from './CorrectionForm.tsx'
import type { ActForm } from './form.ts'
import { deliver, verify } from './PaperForms.tsx'
import { refuse } from './RefuseForm.tsx'
import { ask, cancelRequest, escalate } from './RequestForms.tsx'
import {
  accept,
  conclude,
  grant,
  offer,
  reasoned,
  reasonOnly,
  resume,
  review,
  take,
} from './simple-forms.tsx'
import { extend, suspend } from './TimeForms.tsx'

/** The form of every step that a person takes, by its verb in the procedure. */
// biome-ignore format: a table, laid out for the eye
export const actForms: Readonly<Record<string, ActForm>> = {
  // 收件、转送
  verify, offer, take, return: reasonOnly, decline: reasonOnly, revoke: reasonOnly,
  // 受理
  accept, refuse, 'require-correction': requireCorrection, correct, lapse: conclude,
  // 审查与决定
  review, suspend, resume, extend, ask, answer, escalate, 'cancel-request': cancelRequest, grant, deny: reasoned,
  // 制证、送达
  conclude, deliver,
  // 终止
  withdraw: reasonOnly, annul: reasoned,
}
