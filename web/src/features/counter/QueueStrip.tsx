import type { CalledTicket } from '@lianqiao/model/api/counters.ts'
import type { ServiceKind } from '@lianqiao/model/counters/queue.ts'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { useQueue, useWindows } from './use-queue.ts'
import { Waiting } from './Waiting.tsx'
import { counterWords } from './words.ts'
import './queue.css'

/** Keys of the queue: one hand on the row above the digits runs it. */
const keys = { next: 'f2', recall: 'f4', skip: 'f8', finish: 'f9' } as const

/**
 * 叫号: who waits for this window, and the one who was called. The person who is served stands in the visit, not here;
 * `onLeft` is told when the number is finished, passed over or sent on.
 */
export function QueueStrip({
  ticket,
  told = false,
  onCalled,
  onLeft,
}: {
  ticket: { id: string; code: string } | undefined
  /** The page tells of a problem already, and asks for the queue again with the rest. */
  told?: boolean
  onCalled: (ticket: CalledTicket) => void
  onLeft: () => void
}) {
  const t = useWords(counterWords)
  const { station, windows, mine, coming, choose } = useWindows()
  const queue = useQueue(station, mine, onCalled)
  const leave = (act: (id: string) => Promise<unknown>) => {
    if (!ticket) onLeft()
    // A problem is told below; the person stays at the window until it is solved.
    else void act(ticket.id).then(onLeft, () => {})
  }
  useHotkeys(
    {
      [keys.next]: () => void queue.callNext(),
      [keys.recall]: () => ticket && void queue.recall(ticket.id)?.catch(() => {}),
      [keys.skip]: () => ticket && leave(queue.skip),
      [keys.finish]: () => leave(queue.finish),
    },
    station !== undefined,
  )
  if (!station) return <p className="lq-queue-none">{t('noStation')}</p>
  return (
    <section className="lq-queue" aria-label={t('queue')}>
      <div className="lq-queue-line">
        <button
          type="button"
          className="lq-button lq-button--yellow lq-queue-next"
          disabled={queue.busy || !queue.ready}
          onClick={() => void queue.callNext()}
        >
          {t('callNext')} <KeyHint keys={keys.next} />
        </button>
        {ticket && (
          <div className="lq-queue-now">
            <span className="lq-queue-code">{ticket.code}</span>
            <Act
              word={t('recall')}
              keys={keys.recall}
              act={() => void queue.recall(ticket.id)?.catch(() => {})}
            />
            <Act word={t('skip')} keys={keys.skip} act={() => leave(queue.skip)} />
            <Act word={t('finish')} keys={keys.finish} act={() => leave(queue.finish)} />
            <Transfer
              services={queue.services.filter(kind => kind !== mine?.kind)}
              onChoose={kind => leave(id => queue.transfer(id, kind))}
            />
          </div>
        )}
        {queue.known ? (
          <Waiting
            waiting={queue.waiting}
            skipped={queue.skipped}
            elsewhere={queue.elsewhere}
            onBack={id =>
              void queue.recall(id)?.then(
                called => called && onCalled(called),
                () => {},
              )
            }
          />
        ) : (
          (coming || queue.coming) && <span className="lq-waiting lq-queue-coming" />
        )}
        {windows.length > 0 ? (
          <WindowChoice windows={windows} mine={mine?.code} onChoose={choose} />
        ) : (
          coming && <span className="lq-queue-window lq-queue-coming" />
        )}
      </div>
      {queue.problem ? (
        <ProblemAlert problem={queue.problem} />
      ) : (
        !told && queue.unread && <ProblemAlert problem={queue.unread} onRetry={queue.readAgain} />
      )}
    </section>
  )
}

function Act({ word, keys, act }: { word: string; keys: string; act: () => void }) {
  return (
    <button type="button" className="lq-button lq-button--quiet" onClick={act}>
      {word} <KeyHint keys={keys} />
    </button>
  )
}

/** 转窗: another kind of window of this side. Buttons and no list, which would send on with the first arrow key. */
function Transfer({
  services,
  onChoose,
}: {
  services: ServiceKind[]
  onChoose: (kind: ServiceKind) => void
}) {
  const t = useWords(counterWords)
  if (services.length === 0) return null
  return (
    <details className="lq-queue-transfer">
      <summary className="lq-button lq-button--quiet">{t('transfer')}…</summary>
      <ul aria-label={t('transferTo')}>
        {services.map(kind => (
          <li key={kind}>
            <button type="button" className="lq-button" onClick={() => onChoose(kind)}>
              {t(`kind.${kind}`)}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}

function WindowChoice({
  windows,
  mine,
  onChoose,
}: {
  windows: readonly { code: string; name: string; nameEn: string }[]
  mine: string | undefined
  onChoose: (code: string) => void
}) {
  const t = useWords(counterWords)
  const language = useLanguage()
  return (
    <label className="lq-queue-window">
      <Icon name="home" />
      <span className="lq-hidden">{t('window')}</span>
      <select className="lq-select" value={mine ?? ''} onChange={event => onChoose(event.target.value)}>
        {windows.map(window => (
          <option key={window.code} value={window.code}>
            {language === 'en' ? window.nameEn : window.name}
          </option>
        ))}
      </select>
    </label>
  )
}
