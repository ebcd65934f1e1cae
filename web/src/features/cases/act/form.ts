import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import type { ComponentType } from 'react'

/** What the fields of a step are given. */
export interface FieldsProps<T> {
  view: CaseView
  /** The reader's own jurisdiction. */
  own: string
  typed: T
  set: (change: Partial<T>) => void
}

/** What a step is sent as: the open body, and personal parts by name. */
export interface Sending {
  body: Record<string, unknown>
  parts?: Record<string, unknown>
}

/** The form of one step: what stands in it at first, how it is drawn, and what is sent. */
export interface ActForm<T = unknown> {
  begin(view: CaseView, own: string): T
  Fields: ComponentType<FieldsProps<T>>
  send(typed: T): Sending
  /** What the body's own schema cannot know. Pointers into the body; `true` = it is needed. */
  missing?(typed: T): readonly string[]
  wide?: true
}

/** A form of a step among all others: what was typed is handed back only to the one who began it. */
export function actForm<T>(form: ActForm<T>): ActForm {
  return form as ActForm
}
