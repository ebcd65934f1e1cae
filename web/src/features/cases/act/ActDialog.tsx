import type { CaseView, ChoiceView } from '@lianqiao/model/api/case-views.ts'
import { actOnCase, listCases, readCase } from '@lianqiao/model/api/cases.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { type NoticeKind, noticeForms, noticeTitle } from '@lianqiao/model/notices/kinds.ts'
import { CommandId } from '@lianqiao/model/records/action.ts'
import type { Words } from '@lianqiao/model/records/procedure.ts'
import { useCallback, useRef, useState } from 'react'
import { useDraft } from '../../../lib/draft.ts'
import { useAction } from '../../../lib/endpoint.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { useLatest } from '../../../lib/latest.ts'
import { ConfirmAction } from '../../../ui/ConfirmAction.tsx'
import { useUploading } from '../../../ui/input/uploading.ts'
import { useJurisdictions } from '../../catalogue/jurisdictions.ts'
import { named } from '../../catalogue/terms.ts'
import { faultsIn, faultsTold } from './faults.ts'
import { Faults } from './fields.tsx'
import { formOf } from './forms.ts'
import { isDanger } from './verbs.ts'
import { actWords } from './words.ts'
import './act.css'

/** What the leader was asked for, and when its node here had taken that in, by this machine's clock in milliseconds. */
export interface Asked {
  id: string
  leader: JurisdictionCode
  title: Words
  at: number
}

/**
 * One step, asked for once: the command's id is made with the dialog, so that a double click, a second try after a broken
 * line or a reload of the answer has one effect. What was typed outlives a problem, and somebody else being faster.
 */
export function ActDialog({
  view,
  choice,
  own,
  onStale,
  onDone,
  onClose,
}: {
  view: CaseView
  choice: ChoiceView
  own: string
  /** Somebody acted first: the case must be read again. */
  onStale: () => void
  /** It is done, or the leader on the other side was asked for it. */
  onDone: (asked?: Asked) => void
  onClose: () => void
}) {
  const t = useWords(actWords)
  const language = useLanguage()
  const { nameOf } = useJurisdictions()
  const { verb, title, ground, document } = choice
  const { id, leader, phaseWords, item } = view.summary
  const form = formOf(verb)
  const [command] = useState(() => CommandId.parse(crypto.randomUUID()))
  const answeredAt = useRef(0)
  const [tried, setTried] = useState(false)
  const draft = useDraft<unknown>(`act:${id}:${verb}`, form.begin(view, own))
  const act = useAction(actOnCase, {
    refreshes: [readCase, listCases],
    onDone: () => {
      answeredAt.current = Date.now()
      draft.clear()
    },
    // Not before the case stands there as it is now: what is said to be done must be seen to be done.
    onShown: answer => {
      draft.clear()
      onDone(answer.done ? undefined : { id: command, leader: answer.leader, title, at: answeredAt.current })
    },
  })
  const wrong = faultsIn(verb, form, draft.value, language)
  const faults = { ...faultsTold(act.error), ...(tried ? wrong : {}) }
  const possible = view.choices.some(one => one.verb === verb && !one.refusal)

  const confirm = () => {
    setTried(true)
    if (Object.keys(wrong).length > 0) return
    const { body, parts = {} } = form.send(draft.value)
    act.mutate(
      {
        params: { id, verb },
        body: { command, seen: view.seq, body: body as never, parts: parts as never },
      },
      { onError: problem => problem.code === 'stale' && onStale() },
    )
  }
  const uploading = useUploading()
  const { set } = draft
  const latest = useLatest(draft.value)
  const change = useCallback(
    (part: object) => {
      // Two changes may come before either is drawn.
      latest.current = { ...(latest.current as object), ...part }
      set(latest.current)
    },
    [latest, set],
  )
  const notice =
    document && Object.hasOwn(noticeForms, document)
      ? noticeTitle(document as NoticeKind, view.itemKind)
      : undefined
  return (
    <ConfirmAction
      open
      title={t('question', { verb: title[language], item: named(item, language) })}
      act={title[language]}
      danger={isDanger(verb)}
      busy={act.isPending}
      ready={possible && !uploading}
      wide={form.wide ?? false}
      problem={act.error}
      onConfirm={confirm}
      onCancel={onClose}
    >
      {!possible && (
        <p className="lq-once" role="alert">
          {t('gone', { phase: phaseWords[language], verb: title[language] })}
        </p>
      )}
      {leader !== own && <p className="lq-asked-there">{t('askedThere', { leader: nameOf(leader) })}</p>}
      <Faults value={faults}>
        <form.Fields view={view} own={own} typed={draft.value as never} set={change} />
      </Faults>
      {(notice || ground) && (
        <p className="lq-act-foot">
          {notice && t('makes', { title: language === 'en' ? notice.titleEn : notice.title })}
          {notice && ground && <br />}
          {ground && t('ground', { ground: ground[language] })}
        </p>
      )}
    </ConfirmAction>
  )
}
