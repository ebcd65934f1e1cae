import { formatList } from '../../../lib/format.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { FileDrop } from '../../../ui/input/FileDrop.tsx'
import type { StoredFile } from '../../../ui/input/use-uploads.ts'
import { useJurisdictions } from '../../catalogue/jurisdictions.ts'
import { useNames } from '../../catalogue/names.ts'
import { limitText, named } from '../../catalogue/terms.ts'
import { translated } from '../../catalogue/translated.ts'
import { RadioField, SelectField } from './fields.tsx'
import { actForm, type FieldsProps } from './form.ts'
import { Note, noted, Reason } from './simple-forms.tsx'
import { useAskable } from './use-askable.ts'
import { actWords } from './words.ts'

interface Asking {
  /** `340523 insurance-stop` */
  chosen: string
  /** 授权书, where it was not scanned at the window. */
  authority: StoredFile[]
  note: string
}

/** 发起协办: a task that an agreement lets this side ask for in this item. */
export const ask = actForm<Asking>({
  begin: () => ({ chosen: '', authority: [], note: '' }),
  Fields: AskFields,
  send: ({ chosen, authority, note }) => {
    const [to, task] = chosen.split(' ')
    const signed = authority.flatMap(({ id, sha256 }) => (sha256 ? [{ id, sha256 }] : []))
    return {
      body: {
        ...(to && task ? { to, task } : {}),
        ...(signed.length > 0 ? { authority: signed } : {}),
        ...noted(note),
      },
    }
  },
  wide: true,
})

function AskFields({ view, typed, set }: FieldsProps<Asking>) {
  const t = useWords(actWords)
  const language = useLanguage()
  const { nameOf } = useJurisdictions()
  const names = useNames()
  const tasks = useAskable(view.summary)
  if (tasks?.length === 0) return <p>{t('taskNone')}</p>
  return (
    <>
      <RadioField
        label={t('task')}
        at="/task"
        value={typed.chosen}
        onChange={chosen => set({ chosen })}
        choices={(tasks ?? []).map(task => ({
          value: `${task.jurisdiction} ${task.code}`,
          name: named(task, language),
          more: (
            <>
              {t('taskPledge', {
                side: nameOf(task.jurisdiction),
                department: names.department(task.jurisdiction, task.department),
                limit: limitText(task.limit, language),
              })}
              <br />
              {t('taskSends', {
                fields: formatList(
                  task.input.map(f => (language === 'en' ? f.labelEn : f.label)),
                  language,
                ),
              })}
              <br />
              {t('taskConsent', { text: translated(task, language).consent })}
            </>
          ),
        }))}
      />
      {typed.chosen && (
        <FileDrop
          label={t('taskAuthority')}
          files={typed.authority}
          onChange={authority => set({ authority })}
        />
      )}
      <Note value={typed.note} onChange={note => set({ note })} />
    </>
  )
}

const firstOpen = (view: FieldsProps<unknown>['view']) =>
  view.requests.find(request => !request.answer && !request.cancelled)?.id ?? ''

/** 催办. */
export const escalate = actForm<{ request: string }>({
  begin: view => ({ request: firstOpen(view) }),
  Fields: props => <WhichRequest {...props} />,
  send: ({ request }) => ({ body: { request } }),
})

/** 撤回协办: the asked side is told why. */
export const cancelRequest = actForm<{ request: string; reason: string }>({
  begin: view => ({ request: firstOpen(view), reason: '' }),
  Fields: ({ view, typed, set }) => (
    <>
      <WhichRequest view={view} typed={typed} set={set} />
      <Reason value={typed.reason} onChange={reason => set({ reason })} />
    </>
  ),
  send: typed => ({ body: typed }),
})

function WhichRequest({
  view,
  typed,
  set,
}: Pick<FieldsProps<unknown>, 'view'> & {
  typed: { request: string }
  set: (change: { request: string }) => void
}) {
  const t = useWords(actWords)
  const { nameOf } = useJurisdictions()
  return (
    <SelectField
      label={t('request')}
      at="/request"
      value={typed.request}
      onChange={request => set({ request })}
      choices={view.requests
        .filter(request => !request.answer && !request.cancelled)
        .map(({ id, name, to }) => ({ value: id, name: `${name}（${nameOf(to)}）` }))}
    />
  )
}
