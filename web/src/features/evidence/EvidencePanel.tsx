import { listResources } from '@lianqiao/model/api/resources.ts'
import { useEffect, useRef } from 'react'
import { useEndpoint } from '../../lib/endpoint.ts'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { useWords } from '../../lib/i18n.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import type { Matter, Person } from '../intake/matter.ts'
import { conditionOf, type Undertaking } from '../intake/undertaking.ts'
import { AskFirst } from './AskFirst.tsx'
import { PullRow } from './PullRow.tsx'
import { TaskConsent } from './TaskConsent.tsx'
import { isAskable, usePulls } from './use-pulls.ts'
import { type Want, wantsOf } from './wants.ts'
import { evidenceWords } from './words.ts'
import './evidence.css'

/**
 * 免提交·调取: what can be pulled instead of paper, on the person's explicit request: his consent (one key) asks all
 * registers at once whose question is settled, and each further one as its question is answered. What they say is shown,
 * judged by the guide's conditions, and goes into the form; where one fails, the ladder leads on.
 */
export function EvidencePanel({
  undertaking,
  matter,
  person,
  agreed,
  onChange,
}: {
  undertaking: Undertaking
  matter: Matter
  person: Person
  /** Whether the person has read and agreed; nothing is asked before. */
  agreed: boolean
  onChange: (next: (now: Matter) => Matter) => void
}) {
  const t = useWords(evidenceWords)
  const { data } = useEndpoint(listResources, {})
  const wants = wantsOf(undertaking, data?.resources ?? [], person.idNumber, matter.form)
  const { asking, pull, pullAll } = usePulls(undertaking, matter, person, onChange)
  const open = wants.filter(want => isAskable(want, matter.pulls[want.resource]))
  useHotkeys({ 'alt+r': () => agreed && void pullAll(wants) })
  usePullOnConsent(
    agreed,
    wants.filter(({ resource }) => matter.pulls[resource] === undefined),
    pullAll,
  )
  const failed = wants.some(({ resource }) => matter.pulls[resource]?.state === 'failed')
  const left = wants.some(({ resource }) => matter.pulls[resource] === undefined)
  const actWord =
    asking.size > 0
      ? `${t('asking')}…`
      : open.length > 0
        ? t('pullAll', { count: open.length })
        : t(failed ? 'pulledSome' : left ? 'purposeFirst' : 'pulledAll')
  return (
    <section className="lq-card lq-evidence" id="section-2" aria-labelledby="evidence-title" tabIndex={-1}>
      <header>
        <h2 id="evidence-title">{t('title')}</h2>
        <KeyHint keys="alt+2" />
        <p>{t('lead')}</p>
        <button
          type="button"
          className={`lq-button ${agreed && open.length > 0 ? 'lq-button--primary' : ''}`}
          disabled={!agreed || open.length === 0 || asking.size > 0}
          onClick={() => void pullAll(wants)}
        >
          {actWord} <KeyHint keys="alt+r" />
        </button>
      </header>
      <AskFirst undertaking={undertaking} matter={matter} onChange={onChange} />
      {wants.length === 0 && <p className="lq-evidence-none">{t('nothingToPull')}</p>}
      <ul className="lq-pulls">
        {wants.map(want => (
          <PullRow
            key={want.resource}
            want={want}
            pull={matter.pulls[want.resource]}
            asking={asking.has(want.resource)}
            agreed={agreed}
            conditionOf={judged => conditionOf(undertaking, judged)}
            onPull={purpose => void pull(want, purpose)}
            onChange={onChange}
          />
        ))}
      </ul>
      {wants.map(want => (
        <TaskConsent
          key={want.resource}
          want={want}
          undertaking={undertaking}
          matter={matter}
          onChange={onChange}
        />
      ))}
    </section>
  )
}

/**
 * Who agrees asks for what stands listed before him, each for its purpose: it is asked at once, what turns up with a later
 * answer (租赁备案 for who has a dwelling) as soon as that is given. An application that is taken up again asks by hand.
 */
function usePullOnConsent(
  agreed: boolean,
  unasked: readonly Want[],
  pullAll: (wants: readonly Want[]) => Promise<void>,
): void {
  const before = useRef(agreed)
  const due = agreed && !before.current ? unasked.map(({ resource }) => resource).join(' ') : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: `due` says all; pulling changes what is handed in
  useEffect(() => {
    if (due) void pullAll(unasked)
  }, [due])
}
