import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { term } from '../../catalogue/terms.ts'
import { useDocumentNames } from '../page/Documents.tsx'
import { RadioField, TextField } from './fields.tsx'
import { actForm } from './form.ts'
import { Note, noted } from './simple-forms.tsx'
import { actWords } from './words.ts'

type Way = CaseView['delivery']['way']
const ways: readonly Way[] = ['窗口领取', '邮寄', '电子送达']

/** 送达: by which way, to whom, under which parcel number. */
export const deliver = actForm<{ way: Way; postNumber: string; recipient: string; note: string }>({
  begin: view => ({
    way: view.delivery.way,
    postNumber: '',
    recipient: view.applicant?.name ?? '',
    note: '',
  }),
  Fields: ({ view, typed, set }) => {
    const t = useWords(actWords)
    const language = useLanguage()
    return (
      <>
        <RadioField
          label={t('deliverWay')}
          at="/way"
          value={typed.way}
          onChange={way => set({ way: way as Way })}
          choices={ways.map(way => ({
            value: way,
            name: term(way, language),
            ...(way === '邮寄' && view.delivery.address ? { more: view.delivery.address } : {}),
          }))}
        />
        {typed.way === '邮寄' && (
          <TextField
            label={t('postNumber')}
            at="/postNumber"
            limit={40}
            value={typed.postNumber}
            onChange={postNumber => set({ postNumber })}
          />
        )}
        {typed.way === '窗口领取' && (
          <TextField
            label={t('recipient')}
            at="/recipient"
            hint={t('recipientHint')}
            limit={60}
            value={typed.recipient}
            onChange={recipient => set({ recipient })}
          />
        )}
        <Note value={typed.note} onChange={note => set({ note })} />
      </>
    )
  },
  send: ({ way, postNumber, recipient, note }) => ({
    body: { way, ...(way === '邮寄' ? { postNumber } : {}), ...noted(note) },
    ...(way === '窗口领取' ? { parts: { recipient } } : {}),
  }),
  missing: ({ way, postNumber, recipient }) => [
    ...(way === '邮寄' && postNumber.trim().length < 6 ? ['/postNumber'] : []),
    ...(way === '窗口领取' && recipient.trim() === '' ? ['/recipient'] : []),
  ],
})

/** 原件核验: which originals were seen here. */
export const verify = actForm<{ documents: string[]; note: string }>({
  begin: () => ({ documents: [], note: '' }),
  Fields: ({ view, typed, set }) => {
    const t = useWords(actWords)
    const nameOf = useDocumentNames(view)
    const open = view.documents.filter(document => !document.originalSeen)
    return (
      <>
        <fieldset className="lq-radios">
          <legend>{t('verifyWhich')}</legend>
          {open.length === 0 && <p>{t('verifyNone')}</p>}
          {open.map(({ code }) => (
            <label key={code}>
              <input
                type="checkbox"
                checked={typed.documents.includes(code)}
                onChange={event =>
                  set({
                    documents: event.target.checked
                      ? [...typed.documents, code]
                      : typed.documents.filter(one => one !== code),
                  })
                }
              />
              <span>{nameOf(code)}</span>
            </label>
          ))}
        </fieldset>
        <Note value={typed.note} onChange={note => set({ note })} />
      </>
    )
  },
  send: ({ documents, note }) => ({ body: { documents, ...noted(note) } }),
})
