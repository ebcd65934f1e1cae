import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import type { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import { judgeCondition } from '@lianqiao/model/catalogue/judge-condition.ts'
import { agreementDate } from '@lianqiao/model/federation/agreements.ts'
import { formatDate } from '../../../lib/format.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { nodeTime } from '../../../lib/now.ts'
import { useGuide } from '../page/Documents.tsx'
import { DayField } from './fields.tsx'
import { actForm, type FieldsProps } from './form.ts'
import { Basis, Reason } from './simple-forms.tsx'
import { actWords } from './words.ts'

interface Typed {
  reason: string
  basis: string
  returnOn: string
}

/** 不予受理: why, on which rule, and – where time alone will mend it – from which day the person may come back. */
export const refuse = actForm<Typed>({
  begin: () => ({ reason: '', basis: '', returnOn: '' }),
  Fields: RefuseFields,
  send: ({ reason, basis, returnOn }) => ({
    body: { reason, ...(basis.trim() ? { basis } : {}), ...(returnOn ? { returnOn } : {}) },
  }),
  wide: true,
})

function RefuseFields({ view, typed, set }: FieldsProps<Typed>) {
  const t = useWords(actWords)
  const language = useLanguage()
  const { data } = useGuide(view)
  const unmet = data ? unmetConditions(view, data.document) : []
  const judged = unmet.find(condition => condition.metOn)
  return (
    <>
      <Reason
        value={typed.reason}
        onChange={reason => set({ reason })}
        texts={[...unmet.map(({ text }) => t('unmet', { text })), ...(data?.document.refusals ?? [])]}
      />
      <Basis view={view} optional value={typed.basis} onChange={basis => set({ basis })} />
      <div>
        <DayField
          label={t('returnOn')}
          at="/returnOn"
          hint={t('returnOnHint')}
          optional
          value={typed.returnOn}
          onChange={returnOn => set({ returnOn })}
        />
        {judged?.metOn && typed.returnOn !== judged.metOn && (
          <div className="lq-suggestions">
            <button type="button" onClick={() => set({ returnOn: judged.metOn ?? '' })}>
              {t('returnOnJudged', { date: formatDate(judged.metOn, language), text: judged.text })}
            </button>
          </div>
        )}
      </div>
    </>
  )
}

/** Conditions of the guide that the registers' answers do not meet today, and when they will. */
function unmetConditions(view: CaseView, { conditions }: ItemVersion): { text: string; metOn?: string }[] {
  const today = agreementDate(nodeTime().toISOString() as never)
  return conditions.flatMap(({ text, check }) => {
    const answer = check && view.evidence.find(evidence => evidence.resource === check.resource)?.content
    if (!check || !answer) return []
    const { met, metOn } = judgeCondition(check, answer, today)
    return met ? [] : [{ text, ...(metOn && metOn > today ? { metOn } : {}) }]
  })
}
