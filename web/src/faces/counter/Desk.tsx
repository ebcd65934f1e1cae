import type { CalledTicket } from '@lianqiao/model/api/counters.ts'
import { listDrafts } from '@lianqiao/model/api/counters.ts'
import type { OutputOf } from '@lianqiao/model/api/endpoint.ts'
import type { openMatter } from '@lianqiao/model/api/matters.ts'
import type { Words } from '@lianqiao/model/records/procedure.ts'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Keeping } from '../../features/counter/Keeping.tsx'
import { PersonCard } from '../../features/counter/PersonCard.tsx'
import { PersonEntry } from '../../features/counter/PersonEntry.tsx'
import { QueueStrip } from '../../features/counter/QueueStrip.tsx'
import { Unfinished } from '../../features/counter/Unfinished.tsx'
import { forgetDraft, useKept } from '../../features/counter/use-kept.ts'
import { useTurn } from '../../features/counter/use-turn.ts'
import {
  beginVisit,
  draftKey,
  isUnfinished,
  useUnfinished,
  type Visit,
} from '../../features/counter/visit.ts'
import { counterWords } from '../../features/counter/words.ts'
import { Intake } from '../../features/intake/Intake.tsx'
import { MatterChoice } from '../../features/intake/MatterChoice.tsx'
import { beginMatter, type Matter } from '../../features/intake/matter.ts'
import { Receipt } from '../../features/intake/Receipt.tsx'
import { type Chosen, useUndertaking } from '../../features/intake/undertaking.ts'
import { queryClient } from '../../lib/endpoint.ts'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { useSession } from '../../lib/session.ts'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { EmptyState } from '../../ui/state/EmptyState.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { Needs } from '../entrance/Needs.tsx'
import '../../features/counter/desk.css'

/** 窗口工作台: one screen for one person, from the call to the receipt. The address names the visit, and nobody. */
export function Desk() {
  return (
    <Needs permission="queue.call">
      <OpenDesk />
    </Needs>
  )
}

function OpenDesk() {
  const t = useWords(counterWords)
  const language = useLanguage()
  const { node, who } = useSession()
  const { visit: id } = useSearch({ strict: false }) as Address
  const turn = useTurn(id)
  const navigate = useNavigate()
  const router = useRouter()
  const kept = useKept<Visit>(id === undefined ? undefined : draftKey(id))
  const visit = kept?.value
  const { unfinished, coming } = useUnfinished(id)
  const undertaking = useUndertaking(visit?.matter?.chosen)
  const go = (next: string | undefined) =>
    void navigate({ to: '/counter', search: (next ? { visit: next } : {}) as never })
  /** Leave this visit – where it still stands: whoever was called meanwhile stays, and the page that was gone to. */
  const goAway = () => {
    const { pathname, search } = router.state.location
    if (pathname === '/counter' && (search as Address).visit === id) go(undefined)
  }

  /** What is unfinished stays kept; what is over is forgotten, for it is the last person's. */
  const leave = async () => {
    if (kept && id) await (isUnfinished(visit) ? kept.keeper.save() : forgetDraft(draftKey(id)))
    await queryClient.invalidateQueries({ queryKey: [listDrafts.name] })
  }
  const giveUp = async (other: string) => {
    await forgetDraft(draftKey(other))
    await queryClient.invalidateQueries({ queryKey: [listDrafts.name] })
  }
  const onCalled = (ticket: CalledTicket) => {
    const next = beginVisit({ ticket })
    void leave().then(() => go(next))
  }
  const change = (next: (now: Matter) => Matter) =>
    kept?.keeper.change(now => (now.matter ? { ...now, matter: next(now.matter) } : now))
  const begin = (chosen: Chosen, title: Words) =>
    kept?.keeper.change(now =>
      now.person ? { ...now, matter: beginMatter(chosen, title, now.person) } : now,
    )
  const drop = () => kept?.keeper.change(({ matter: _matter, ...rest }) => rest)
  const received = (opened: OutputOf<typeof openMatter>) =>
    kept?.keeper.change(({ matter, ...rest }) => ({
      ...rest,
      received: {
        opened,
        name: matter?.title.zh ?? '',
        nameEn: matter?.title.en ?? '',
        deciding: matter?.chosen.deciding ?? '',
      },
    }))
  useHotkeys({ 'alt+i': () => document.querySelector<HTMLInputElement>('.lq-person-entry input')?.focus() })

  const person = visit?.person
  /** The visit that the address names cannot be opened. */
  const lost = kept?.keeping === 'failed' && !visit ? kept.problem : undefined
  const theSame = unfinished.find(other => person && other.person?.idNumber === person.idNumber)
  const side = (
    <>
      {person && visit ? (
        <PersonCard
          person={person}
          code={visit.ticket?.code}
          startedAt={visit.startedAt}
          minutes={undertaking.data?.bundle?.minutes}
        />
      ) : (
        <PersonEntry
          key={id}
          onPerson={given =>
            kept && visit
              ? kept.keeper.change(now => ({ ...now, person: given }))
              : go(beginVisit({ person: given }))
          }
        />
      )}
      {kept && visit && <Keeping kept={kept} keeper={kept.keeper} />}
    </>
  )

  return (
    <div className="lq-desk">
      {/* An application that is open has its own. */}
      {!(visit?.matter && person && undertaking.data) && <h1 className="lq-hidden">{t('title')}</h1>}
      <QueueStrip
        ticket={visit?.ticket}
        told={lost !== undefined}
        onCalled={onCalled}
        onLeft={() => void leave().then(goAway)}
      />
      {kept?.keeping === 'open' && (
        <Columns side={<LoadingState shape="cards" rows={1} />}>
          <LoadingState shape="cards" rows={3} />
        </Columns>
      )}
      {lost && kept && <ProblemAlert problem={lost} onRetry={() => void kept.keeper.open()} />}
      {visit?.matter && person ? (
        undertaking.data ? (
          <Intake
            key={id}
            undertaking={undertaking.data}
            matter={visit.matter}
            person={person}
            own={node.code}
            station={who?.station}
            side={side}
            onChange={change}
            onReceived={received}
            onDrop={drop}
          />
        ) : (
          <Columns side={side}>
            {undertaking.error ? (
              <ProblemAlert problem={undertaking.error} onRetry={() => void undertaking.refetch()} />
            ) : (
              <LoadingState shape="cards" rows={3} />
            )}
          </Columns>
        )
      ) : (
        kept?.keeping !== 'open' && (
          <Columns
            side={
              <>
                {side}
                {coming && !visit && <LoadingState shape="cards" rows={1} />}
                {!coming && !visit && unfinished.length === 0 && (
                  <EmptyState title={t('noPerson')}>{t('noPersonText')}</EmptyState>
                )}
                <Unfinished visits={unfinished} onOpen={go} onDrop={id => void giveUp(id)} />
              </>
            }
          >
            {theSame && !visit?.received && (
              <p className="lq-same">
                {t('sameperson', { name: theSame.matter?.title[language] ?? '' })}
                <button type="button" className="lq-button" onClick={() => go(theSame.id)}>
                  {t('goOn')}
                </button>
              </p>
            )}
            {visit?.received ? (
              <Receipt
                opened={visit.received.opened}
                name={language === 'en' ? visit.received.nameEn : visit.received.name}
              />
            ) : (
              <MatterChoice
                key={turn}
                place={{ ...(who?.station ? { station: who.station } : {}), jurisdiction: node.code }}
                ready={person !== undefined}
                onBegin={begin}
              />
            )}
          </Columns>
        )
      )}
    </div>
  )
}

/** What is worked on, and beside it the person for whom. */
function Columns({ side, children }: { side: ReactNode; children: ReactNode }) {
  return (
    <div className="lq-desk-columns">
      <div className="lq-desk-work">{children}</div>
      <aside className="lq-desk-side">{side}</aside>
    </div>
  )
}

interface Address {
  visit?: string
}
