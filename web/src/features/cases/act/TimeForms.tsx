import type { Limit } from '@lianqiao/model/clocks/limits.ts'
import { useEffect } from 'react'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { limitText } from '../../catalogue/terms.ts'
import { useGuide } from '../page/Documents.tsx'
import { RadioField, Suggestions, TextField } from './fields.tsx'
import { actForm } from './form.ts'
import { Reason } from './simple-forms.tsx'
import { actWords } from './words.ts'

/** 特别程序: one of those that the guide lists, or another that the law knows; the clock stands still meanwhile. */
export const suspend = actForm<{ procedure: string; reason: string }>({
  begin: () => ({ procedure: '', reason: '' }),
  Fields: ({ view, typed, set }) => {
    const t = useWords(actWords)
    const { data } = useGuide(view)
    const listed = data?.document.specialProcedures ?? []
    return (
      <>
        <p className="lq-field-hint">{t('procedureHint')}</p>
        {listed.length > 0 ? (
          <RadioField
            label={t('procedure')}
            at="/procedure"
            value={typed.procedure}
            onChange={procedure => set({ procedure })}
            choices={listed.map(({ name, text, basis }) => ({
              value: name,
              name,
              more: `${text} ${basis}`,
            }))}
          />
        ) : (
          <div>
            <TextField
              label={t('procedure')}
              at="/procedure"
              limit={60}
              value={typed.procedure}
              onChange={procedure => set({ procedure })}
            />
            <Suggestions texts={t('procedures').split('、')} onPick={procedure => set({ procedure })} />
          </div>
        )}
        <Reason value={typed.reason} onChange={reason => set({ reason })} />
      </>
    )
  },
  send: typed => ({ body: typed }),
})

interface Extension {
  amount: string
  unit: Limit['unit']
  most: number
  reason: string
}

/** 延期: in the law's own unit, no longer than the guide's limit; with the reason that is told (行政许可法 42). */
export const extend = actForm<Extension>({
  begin: () => ({ amount: '', unit: 'working-day', most: 0, reason: '' }),
  Fields: ({ view, typed, set }) => {
    const t = useWords(actWords)
    const language = useLanguage()
    const { data } = useGuide(view)
    const most = data?.document.limits.decision.extension
    useEffect(() => {
      if (most && most.amount !== typed.most) set({ unit: most.unit, most: most.amount })
    }, [most, typed.most, set])
    return (
      <>
        <TextField
          label={t('extendBy', { unit: t(`unit.${typed.unit}`) })}
          at="/by/amount"
          {...(most ? { hint: t('extendMost', { most: limitText(most, language) }) } : {})}
          limit={4}
          value={typed.amount}
          onChange={amount => set({ amount: amount.replace(/\D/g, '') })}
        />
        <Reason value={typed.reason} onChange={reason => set({ reason })} />
      </>
    )
  },
  send: ({ amount, unit, reason }) => ({ body: { by: { unit, amount: Number(amount) }, reason } }),
  missing: ({ amount, most }) =>
    Number(amount) < 1 || (most > 0 && Number(amount) > most) ? ['/by/amount'] : [],
})
