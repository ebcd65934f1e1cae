import type { CaseView, ChoiceView } from '@lianqiao/model/api/case-views.ts'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { useWords } from '../../../lib/i18n.ts'
import { later } from '../../../lib/later.ts'
import { ProblemAlert } from '../../../ui/problem/ProblemAlert.tsx'
import { Arriving } from '../../../ui/state/Arriving.tsx'
import { LoadingState } from '../../../ui/state/LoadingState.tsx'
import type { Asked } from '../act/ActDialog.tsx'
import { CaseHead } from './CaseHead.tsx'
import { Checked } from './Checked.tsx'
import { Documents } from './Documents.tsx'
import { Evidence } from './Evidence.tsx'
import { FormContent } from './FormContent.tsx'
import { RecordCard, Siblings, Tracking } from './Handle.tsx'
import { History } from './History.tsx'
import { LoadingCase } from './LoadingCase.tsx'
import { NextSteps } from './NextSteps.tsx'
import { Outcome } from './Outcome.tsx'
import { Overdue } from './Overdue.tsx'
import { Pending } from './Pending.tsx'
import { Requests } from './Requests.tsx'
import { useCase } from './use-case.ts'
import { pageWords } from './words.ts'
import './case.css'
import './next.css'
import './parts.css'

// Most who open a case only read it; for those with something to do it is fetched before they need it.
const dialog = later(() => import('../act/ActDialog.tsx'))

export interface DeskProps {
  id: RecordId
  own: string
  mayExport: boolean
  mayFile: boolean
  linkTo: (id: string, children: ReactNode) => ReactNode
  guideLink: (jurisdiction: string, code: string, children: ReactNode) => ReactNode
}

/**
 * 办件: a whole case on one desk – head and next step first; what it rests on and what happened below or, where there is
 * room, beside it.
 */
export function CaseDesk(props: DeskProps) {
  const { view, readAt, error, reload, stepped } = useCase(props.id)
  const [act, setAct] = useState<ChoiceView>()
  const [done, setDone] = useState<ChoiceView>()
  const [asked, setAsked] = useState<readonly Asked[]>([])
  const mayAct = view !== undefined && view.choices.length > 0
  useEffect(() => {
    if (mayAct) dialog.fetch().catch(() => {})
  }, [mayAct])
  if (!view)
    return (
      <>
        <h1 className="lq-hidden">{props.id}</h1>
        {error ? <ProblemAlert problem={error} onRetry={reload} /> : <LoadingCase />}
      </>
    )
  return (
    <>
      {error && <ProblemAlert problem={error} onRetry={reload} />}
      <Desk
        {...props}
        view={view}
        readAt={readAt}
        done={done}
        asked={asked}
        onAct={choice => {
          setDone(undefined)
          setAct(choice)
        }}
      >
        {act && (
          <Arriving part={dialog} meanwhile={<LoadingState rows={2} />}>
            {({ ActDialog }) => (
              <ActDialog
                key={act.verb}
                view={view}
                choice={act}
                own={props.own}
                onStale={reload}
                onDone={waiting => {
                  stepped()
                  if (waiting) setAsked(before => [...before, waiting])
                  else setDone(act)
                  setAct(undefined)
                }}
                onClose={() => setAct(undefined)}
              />
            )}
          </Arriving>
        )}
      </Desk>
    </>
  )
}

function Desk({
  view,
  own,
  mayExport,
  mayFile,
  linkTo,
  guideLink,
  readAt,
  done,
  asked,
  onAct,
  children,
}: DeskProps & {
  view: CaseView
  readAt: number
  /** The step taken just now. */
  done: ChoiceView | undefined
  /** What the leader on the other side was asked for since the page was opened. */
  asked: readonly Asked[]
  onAct: (choice: ChoiceView) => void
  /** The step that is being taken. */
  children: ReactNode
}) {
  const t = useWords(pageWords)
  const { deciding, item } = view.summary
  return (
    <article className="lq-case">
      <CaseHead
        view={view}
        own={own}
        guide={guideLink(deciding, item.code, t('guide', { version: view.itemVersion }))}
      />
      <div className="lq-case-columns">
        <div className="lq-case-part">
          <Pending view={view} readAt={readAt} done={done?.title} asked={asked} />
          <Overdue view={view} />
          <NextSteps view={view} onAct={onAct} />
          {children}
          <Outcome view={view} mayFile={mayFile} />
          {view.requests.length > 0 && (
            <Card title={t('requests')}>
              <Requests view={view} />
            </Card>
          )}
          {view.checked && (
            <Card title={t('checked')}>
              <Checked view={view} />
            </Card>
          )}
        </div>
        <div className="lq-case-part">
          <Card title={t('form')}>
            <FormContent view={view} />
          </Card>
          <Card title={t('documents')}>
            <Documents view={view} />
          </Card>
          {view.evidence.length > 0 && (
            <Card title={t('evidence')}>
              <Evidence view={view} />
            </Card>
          )}
        </div>
        <div className="lq-case-part lq-case-aside">
          <Card title={t('history')}>
            <History view={view} own={own} />
          </Card>
          {view.trackingCode && <Tracking code={view.trackingCode} />}
          {view.siblings.length > 0 && <Siblings view={view} linkTo={linkTo} />}
          <RecordCard view={view} mayExport={mayExport} />
        </div>
      </div>
    </article>
  )
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="lq-card">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
