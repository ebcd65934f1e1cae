import type { OutputOf } from '@lianqiao/model/api/endpoint.ts'
import type { openMatter } from '@lianqiao/model/api/matters.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { titleAt } from '../../forms/schema.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { ConfirmAction } from '../../ui/ConfirmAction.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { SideTag } from '../catalogue/SideTag.tsx'
import { EvidencePanel } from '../evidence/EvidencePanel.tsx'
import { Consent } from './Consent.tsx'
import { Documents } from './Documents.tsx'
import { Handover } from './Handover.tsx'
import { IntakeForm } from './IntakeForm.tsx'
import { Liability } from './Liability.tsx'
import type { Matter, Person } from './matter.ts'
import { PointChecks } from './PointChecks.tsx'
import { goToField } from './places.ts'
import { presetDelivery } from './preset.ts'
import { Unmet } from './Unmet.tsx'
import { pointsOf, type Undertaking } from './undertaking.ts'
import { useIntake } from './use-intake.ts'
import { intakeWords } from './words.ts'
import './sections.css'

/** 收件, all on one screen: consent, pulls, documents, form; beside them points of review, liability and what is left. */
export function Intake({
  undertaking,
  matter,
  person,
  own,
  station,
  side,
  onChange,
  onReceived,
  onDrop,
}: {
  undertaking: Undertaking
  matter: Matter
  person: Person
  /** The jurisdiction whose window this is. */
  own: string
  /** The station where it stands. */
  station: string | undefined
  /** What stands above in the narrow column: who is here. */
  side: ReactNode
  onChange: (next: (now: Matter) => Matter) => void
  onReceived: (opened: OutputOf<typeof openMatter>) => void
  /** Give this application up for another item. */
  onDrop: () => void
}) {
  const t = useWords(intakeWords)
  const language = useLanguage()
  const [dropping, setDropping] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for an application; after that its word is the person's
  useEffect(() => onChange(now => presetDelivery(undertaking, now, station)), [undertaking, station])
  const intake = useIntake(undertaking, matter, onChange, onReceived, dropping)
  const { parts, form, chosen } = undertaking
  const item = parts[0]?.item
  return (
    <div className="lq-desk-columns">
      <div className="lq-intake">
        <div className="lq-intake-title">
          <h1>{language === 'en' ? undertaking.nameEn : undertaking.name}</h1>
          <SideTag jurisdiction={chosen.deciding} />
          <button type="button" className="lq-button lq-button--quiet" onClick={() => setDropping(true)}>
            {t('change')}
          </button>
        </div>
        {intake.problem && (
          <ProblemAlert
            problem={intake.problem}
            titleOf={pointer => titleAt(form.schema, pointer.replace(/^\/form/, ''))}
            onField={pointer => goToField(pointer.replace(/^\/form/, ''))}
          />
        )}
        <Consent undertaking={undertaking} matter={matter} own={own} onChange={onChange} />
        <Unmet undertaking={undertaking} matter={matter} onChange={onChange} />
        <EvidencePanel
          undertaking={undertaking}
          matter={matter}
          person={person}
          agreed={matter.consent !== undefined}
          onChange={onChange}
        />
        <Documents undertaking={undertaking} matter={matter} onChange={onChange} />
        <IntakeForm
          undertaking={undertaking}
          matter={matter}
          errors={intake.errors}
          busy={intake.busy}
          uploading={intake.uploading}
          stopped={intake.stopped}
          onChange={onChange}
          onSubmit={intake.submit}
        />
      </div>
      <aside className="lq-desk-side">
        {side}
        <Handover intake={intake} note={matter.note} onNote={note => onChange(now => ({ ...now, note }))} />
        <PointChecks
          points={pointsOf(undertaking)}
          matter={matter}
          onChange={points => onChange(now => ({ ...now, points }))}
        />
        {item && <Liability receiving={own} deciding={chosen.deciding} department={item.department} />}
      </aside>
      <ConfirmAction
        open={dropping}
        title={t('changeTitle')}
        act={t('changeAct')}
        danger
        onConfirm={onDrop}
        onCancel={() => setDropping(false)}
      >
        {t('changeText')}
      </ConfirmAction>
    </div>
  )
}
