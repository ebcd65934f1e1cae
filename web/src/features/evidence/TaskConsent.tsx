import { readTask } from '@lianqiao/model/api/catalogue.ts'
import { valueAt } from '@lianqiao/model/catalogue/pointer.ts'
import { type FormSchema, inLanguage } from '../../forms/schema.ts'
import { useEndpoint } from '../../lib/endpoint.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import { named } from '../catalogue/terms.ts'
import { translated } from '../catalogue/translated.ts'
import type { Matter } from '../intake/matter.ts'
import { ScanBox } from '../intake/ScanBox.tsx'
import type { Undertaking } from '../intake/undertaking.ts'
import { optionsAt } from './options.ts'
import type { Want } from './wants.ts'
import { evidenceWords } from './words.ts'

/**
 * 停保授权: what an answer leads to. The person is insured elsewhere; he reads what he authorises, word by word of that
 * side's own task, and signs; the signed paper is scanned once and goes with the request. Without it nothing is sent.
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
  if (!due) return null
  const files = matter.authorities[asks.task] ?? []
  const signed = files.length > 0
  const name = task.data ? named(task.data.document, language) : t('authority')
  const scheme = schemeOf(undertaking.form.schema, matter, language)
  const text = (task.data && translated(task.data.document, language))?.consent
    .replace('{scheme}', scheme ?? t('schemeOfForm'))
    .replace('{destination}', nameOf(undertaking.chosen.deciding))
  return (
    <section className={`lq-task lq-task--${signed ? 'signed' : 'open'}`} aria-label={name}>
      <h3>
        <Icon name={signed ? 'check' : 'warning'} />
        {name}
        <span className="lq-task-state" aria-live="polite">
          {t(signed ? 'signed' : 'toSign')}
        </span>
      </h3>
      <p>{(language === 'en' && undertaking.bundle?.en?.[asks.consent]) || asks.consent}</p>
      {text && <blockquote>{text}</blockquote>}
      <p className="lq-task-scan">
        {t('scanSigned')} {!signed && <KeyHint keys="alt+s" />}
      </p>
      <ScanBox
        id={`scan-${asks.task}`}
        name={t('authorityOf', { name })}
        files={files}
        onChange={scans =>
          onChange(now => ({ ...now, authorities: { ...now.authorities, [asks.task]: scans } }))
        }
      />
      {!signed && <p className="lq-task-else">{t('unsigned')}</p>}
    </section>
  )
}

/** The scheme that the form says, in words. */
function schemeOf(schema: FormSchema, matter: Matter, language: 'zh' | 'en'): string | undefined {
  const value = valueAt(matter.form, '/insurance/scheme')
  return optionsAt(inLanguage(schema, language), '/insurance/scheme').find(one => one.value === value)?.title
}
