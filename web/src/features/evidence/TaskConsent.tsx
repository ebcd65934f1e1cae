import { readTask } from '@lianqiao/model/api/catalogue.ts'
import { valueAt } from '@lianqiao/model/catalogue/pointer.ts'
import { type FormSchema, inLanguage } from '../../forms/schema.ts'
import { useEndpoint } from '../../lib/endpoint.ts'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import type { Matter } from '../intake/matter.ts'
import type { Undertaking } from '../intake/undertaking.ts'
import { optionsAt } from './options.ts'
import type { Want } from './wants.ts'
import { evidenceWords } from './words.ts'

/**
 * 停保授权: what an answer leads to. The person is insured elsewhere; he reads what he authorises, word by word of that
 * side's own task, and signs. Without his signature nothing is sent.
 */
export function TaskConsent({
  want,
  undertaking,
  matter,
  onChange,
}: {
  want: Want
  undertaking: Undertaking
  matter: Matter
  onChange: (next: (now: Matter) => Matter) => void
}) {
  const { asks, resource } = want
  const pull = matter.pulls[resource]
  const said =
    pull?.state === 'found' ? pull.preview.fields.find(({ name }) => name === asks?.field) : undefined
  const due = asks !== undefined && said !== undefined && said.value === asks.equals
  const t = useWords(evidenceWords)
  const language = useLanguage()
  const { nameOf } = useJurisdictions()
  const task = useEndpoint(
    readTask,
    { params: { jurisdiction: want.provider, code: asks?.task ?? 'none' } },
    { enabled: due },
  )
  const signed = asks !== undefined && matter.tasks.includes(asks.task)
  const sign = () =>
    asks &&
    onChange(now => ({
      ...now,
      tasks: signed ? now.tasks.filter(one => one !== asks.task) : [...now.tasks, asks.task],
    }))
  useHotkeys({ 'alt+s': sign }, due)
  if (!due) return null
  const scheme = schemeOf(undertaking.form.schema, matter, language)
  const text = task.data?.document.consent
    .replace('{scheme}', scheme ?? t('schemeOfForm'))
    .replace('{destination}', nameOf(undertaking.chosen.deciding))
  return (
    <section
      className={`lq-task ${signed ? 'lq-task--signed' : ''}`}
      aria-label={task.data?.document.name ?? t('authority')}
    >
      <h3>
        <Icon name={signed ? 'check' : 'warning'} />
        {task.data && (language === 'en' ? task.data.document.nameEn : task.data.document.name)}
      </h3>
      <p>{asks.consent}</p>
      {text && <blockquote>{text}</blockquote>}
      <label className="lq-choice">
        <input type="checkbox" checked={signed} onChange={sign} />
        {t('signed')} <KeyHint keys="alt+s" />
      </label>
      {!signed && <p className="lq-task-else">{t('unsigned')}</p>}
    </section>
  )
}

/** The scheme that the form says, in words. */
function schemeOf(schema: FormSchema, matter: Matter, language: 'zh' | 'en'): string | undefined {
  const value = valueAt(matter.form, '/insurance/scheme')
  return optionsAt(inLanguage(schema, language), '/insurance/scheme').find(one => one.value === value)?.title
}
