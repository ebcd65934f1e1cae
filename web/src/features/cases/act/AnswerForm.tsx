import type { CollaborationTask } from '@lianqiao/model/catalogue/task.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { translated } from '../../catalogue/translated.ts'
import { Fields as Content, SignedAuthority, sentWith, useTask } from '../page/Requests.tsx'
import { pageWords } from '../page/words.ts'
import { DayField, RadioField, SelectField, TextField } from './fields.tsx'
import { actForm, type FieldsProps } from './form.ts'
import { Reason } from './simple-forms.tsx'
import { actWords } from './words.ts'

interface Typed {
  request: string
  answer: string
  done: boolean
  reasonNeeded: boolean
  /** Names of what this answer gives back in any case. */
  outcomeNeeded: readonly string[]
  reason: string
  outcome: Record<string, string>
}

/** 协办答复, drawn from the task that this side publishes: its steps, its possible answers, what it gives back. */
export const answer = actForm<Typed>({
  begin: (view, own) => ({
    request: view.requests.find(r => r.to === own && !r.answer && !r.cancelled)?.id ?? '',
    answer: '',
    done: false,
    reasonNeeded: false,
    outcomeNeeded: [],
    reason: '',
    outcome: {},
  }),
  Fields: AnswerFields,
  send: ({ request, answer: chosen, done, reason, outcome }) => {
    const given = Object.entries(outcome).filter(([, value]) => value !== '')
    return {
      body: { request, answer: chosen, done, ...(reason.trim() ? { reason } : {}) },
      ...(done && given.length > 0 ? { parts: { outcome: Object.fromEntries(given.map(typedValue)) } } : {}),
    }
  },
  missing: ({ answer: chosen, reasonNeeded, outcomeNeeded, reason, outcome }) => [
    ...(chosen ? [] : ['/answer']),
    ...(reasonNeeded && reason.trim().length < 2 ? ['/reason'] : []),
    ...outcomeNeeded.filter(name => !outcome[name]?.trim()).map(name => `/outcome/${name}`),
  ],
  wide: true,
})

/** Fields of the page are texts; numbers and yes/no go as what they are. `months#integer` is spelled by the field below. */
function typedValue([key, value]: [string, string]): [string, string | number | boolean] {
  const [name = key, type] = key.split('#')
  if (type === 'integer') return [name, Number(value)]
  if (type === 'boolean') return [name, value === 'true']
  return [name, value]
}

function AnswerFields({ view, own, typed, set }: FieldsProps<Typed>) {
  const t = useWords(actWords)
  const p = useWords(pageWords)
  const language = useLanguage()
  const mine = view.requests.filter(r => r.to === own && !r.answer && !r.cancelled)
  const request = mine.find(r => r.id === typed.request)
  const task = useTask(request)
  return (
    <>
      {mine.length > 1 && (
        <SelectField
          label={t('request')}
          at="/request"
          value={typed.request}
          onChange={id => set({ request: id, answer: '' })}
          choices={mine.map(({ id, name }) => ({ value: id, name }))}
        />
      )}
      {request && (
        <>
          <Content
            title={p('requestSent')}
            content={sentWith(request, task?.input)}
            fields={task?.input ?? []}
          />
          <SignedAuthority request={request} record={view.summary.id} />
        </>
      )}
      {task && (
        <>
          <Guidance task={task} />
          <RadioField
            label={t('answer')}
            at="/answer"
            value={typed.answer}
            onChange={code => {
              const chosen = task.answers.find(a => a.code === code)
              set({
                answer: code,
                done: chosen?.done ?? false,
                reasonNeeded: chosen?.reasonNeeded ?? false,
                outcomeNeeded: chosen?.outcomeNeeded ?? [],
              })
            }}
            choices={task.answers.map(a => ({
              value: a.code,
              name: language === 'en' ? a.nameEn : a.name,
              more: p(a.done ? 'done1' : 'notDone'),
            }))}
          />
          {typed.reasonNeeded && <Reason value={typed.reason} onChange={reason => set({ reason })} />}
          {typed.done && (
            <Output
              task={task}
              needed={typed.outcomeNeeded}
              outcome={typed.outcome}
              onChange={outcome => set({ outcome })}
            />
          )}
        </>
      )}
    </>
  )
}

function Guidance({ task: original }: { task: CollaborationTask }) {
  const t = useWords(actWords)
  const task = translated(original, useLanguage())
  return (
    <div className="lq-guidance">
      {(
        [
          ['answerSteps', task.steps],
          ['answerPoints', task.reviewPoints],
        ] as const
      ).map(([key, lines]) => (
        <section key={key}>
          <h3>{t(key)}</h3>
          <ol>
            {lines.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function Output({
  task,
  needed,
  outcome,
  onChange,
}: {
  task: CollaborationTask
  needed: readonly string[]
  outcome: Record<string, string>
  onChange: (outcome: Record<string, string>) => void
}) {
  const t = useWords(actWords)
  const language = useLanguage()
  return (
    <fieldset className="lq-output">
      <legend>{t('output')}</legend>
      {task.output.map(({ name, label, labelEn, type }) => {
        const key = type === 'string' || type === 'date' ? name : `${name}#${type}`
        const field = {
          label: language === 'en' ? labelEn : label,
          at: `/outcome/${name}`,
          optional: !needed.includes(name),
          value: outcome[key] ?? '',
          onChange: (value: string) => onChange({ ...outcome, [key]: value }),
        }
        if (type === 'date') return <DayField key={key} {...field} />
        if (type === 'boolean')
          return (
            <SelectField
              key={key}
              {...field}
              choices={[
                { value: 'true', name: t('yes') },
                { value: 'false', name: t('no') },
              ]}
            />
          )
        return (
          <TextField
            key={key}
            {...field}
            limit={200}
            onChange={value => field.onChange(type === 'integer' ? value.replace(/\D/g, '') : value)}
          />
        )
      })}
    </fieldset>
  )
}
