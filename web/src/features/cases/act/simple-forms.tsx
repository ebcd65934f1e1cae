import { useWords } from '../../../lib/i18n.ts'
import { useJurisdictions } from '../../catalogue/jurisdictions.ts'
import { useGuide } from '../page/Documents.tsx'
import { Suggestions, TextArea, TextField } from './fields.tsx'
import { actForm, type FieldsProps } from './form.ts'
import { actWords } from './words.ts'

interface Noted {
  note: string
  /** What the step does, said above the note. */
  told: 'acceptText' | 'takeText' | 'offerText' | 'reviewText' | 'resumeText' | undefined
}

/** Steps that say what they do and take a note: 受理、审查、恢复、接收、转送、办结. */
const noteForm = (told: Noted['told']) =>
  actForm<Noted>({
    begin: () => ({ note: '', told }),
    Fields: NoteFields,
    send: ({ note }) => ({ body: noted(note) }),
  })

function NoteFields({ view, typed, set }: FieldsProps<Noted>) {
  const t = useWords(actWords)
  const { nameOf } = useJurisdictions()
  return (
    <>
      {typed.told && <p>{t(typed.told, { side: nameOf(view.summary.deciding) })}</p>}
      <Note value={typed.note} onChange={note => set({ note })} />
    </>
  )
}

export const accept = noteForm('acceptText')
export const take = noteForm('takeText')
export const offer = noteForm('offerText')
export const review = noteForm('reviewText')
export const resume = noteForm('resumeText')
/** Steps that take a note and no more: 办结. */
export const noteOnly = noteForm(undefined)

/** Steps that take a reason: 退件、拒收、撤回转送、撤回申请. */
export const reasonOnly = actForm<{ reason: string }>({
  begin: () => ({ reason: '' }),
  Fields: ({ typed, set }) => <Reason value={typed.reason} onChange={reason => set({ reason })} />,
  send: ({ reason }) => ({ body: { reason } }),
})

/** 准予: the last look is at the case behind the dialog; here stands the approver's opinion. */
export const grant = actForm<{ opinion: string }>({
  begin: () => ({ opinion: '' }),
  Fields: ({ typed, set }) => {
    const t = useWords(actWords)
    return (
      <>
        <p>{t('grantText')}</p>
        <TextArea
          label={t('opinion')}
          at="/opinion"
          optional
          limit={1000}
          value={typed.opinion}
          onChange={opinion => set({ opinion })}
        />
      </>
    )
  },
  send: ({ opinion }) => ({ body: opinion.trim() ? { opinion } : {} }),
})

/** 不予办理、作废: a reason, and the rule it rests on. */
export const reasoned = actForm<{ reason: string; basis: string }>({
  begin: () => ({ reason: '', basis: '' }),
  Fields: ({ view, typed, set }) => {
    const { data } = useGuide(view)
    return (
      <>
        <Reason
          value={typed.reason}
          onChange={reason => set({ reason })}
          texts={data?.document.refusals ?? []}
        />
        <Basis view={view} value={typed.basis} onChange={basis => set({ basis })} />
      </>
    )
  },
  send: ({ reason, basis }) => ({ body: { reason, basis } }),
})

export function Note({ value, onChange }: { value: string; onChange: (note: string) => void }) {
  const t = useWords(actWords)
  return (
    <TextArea label={t('note')} at="/note" optional rows={2} limit={1000} value={value} onChange={onChange} />
  )
}

export function Reason({
  value,
  onChange,
  texts = [],
}: {
  value: string
  onChange: (reason: string) => void
  texts?: readonly string[]
}) {
  const t = useWords(actWords)
  return (
    <div>
      <TextArea
        label={t('reason')}
        at="/reason"
        hint={t('reasonHint')}
        limit={1000}
        value={value}
        onChange={onChange}
      />
      <Suggestions texts={texts} onPick={onChange} />
    </div>
  )
}

/** 依据, with the rules of the guide at a click. */
export function Basis({
  view,
  value,
  onChange,
  optional = false,
}: {
  view: Parameters<typeof useGuide>[0]
  value: string
  onChange: (basis: string) => void
  optional?: boolean
}) {
  const t = useWords(actWords)
  const { data } = useGuide(view)
  const rules = data?.document.legalBasis.map(({ title, article }) => `${title}${article ?? ''}`) ?? []
  return (
    <div>
      <TextField
        label={t('basis')}
        at="/basis"
        hint={t('basisHint')}
        optional={optional}
        limit={300}
        value={value}
        onChange={onChange}
      />
      <Suggestions texts={rules} onPick={onChange} />
    </div>
  )
}

/** A note only where one was typed: an empty one is none. */
export function noted(note: string): { note?: string } {
  return note.trim() ? { note } : {}
}
