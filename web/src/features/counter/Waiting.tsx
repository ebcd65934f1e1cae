import type { readQueue } from '@lianqiao/model/api/counters.ts'
import type { OutputOf } from '@lianqiao/model/api/endpoint.ts'
import { useWords } from '../../lib/i18n.ts'
import { counterWords } from './words.ts'

type Ticket = OutputOf<typeof readQueue>['tickets'][number]

/** Numbers in view; all of them are in the list that opens. */
const inView = 4

/** Who waits for this window: number, masked name, minutes. Those passed over may come back. */
export function Waiting({
  waiting,
  skipped,
  elsewhere,
  onBack,
}: {
  waiting: readonly Ticket[]
  skipped: readonly Ticket[]
  elsewhere: number
  onBack: (id: string) => void
}) {
  const t = useWords(counterWords)
  const rest = waiting.length - inView
  return (
    <div className="lq-waiting">
      <details>
        <summary>
          <strong aria-live="polite">
            {waiting.length > 0 ? t('waiting', { count: waiting.length }) : t('nobodyWaits')}
          </strong>
          {waiting.slice(0, inView).map(ticket => (
            <WaitingOne key={ticket.id} ticket={ticket} />
          ))}
          {rest > 0 && <span className="lq-waiting-rest">{t('more', { count: rest })}</span>}
          {skipped.length > 0 && (
            <span className="lq-waiting-rest">
              {t('skipped')} {skipped.length}
            </span>
          )}
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is scrolled by keys, too */}
        <section className="lq-waiting-all" aria-label={t('waitingList')} tabIndex={0}>
          <ol>
            {waiting.map(ticket => (
              <li key={ticket.id}>
                <WaitingOne ticket={ticket} />
              </li>
            ))}
          </ol>
          {skipped.length > 0 && (
            <ul className="lq-waiting-skipped">
              {skipped.map(ticket => (
                <li key={ticket.id}>
                  <WaitingOne ticket={ticket} />
                  <button
                    type="button"
                    className="lq-button lq-button--quiet"
                    onClick={() => onBack(ticket.id)}
                  >
                    {t('comeBack')}
                  </button>
                </li>
              ))}
            </ul>
          )}
          {elsewhere > 0 && <p>{t('waitingElsewhere', { count: elsewhere })}</p>}
        </section>
      </details>
    </div>
  )
}

function WaitingOne({ ticket }: { ticket: Ticket }) {
  const t = useWords(counterWords)
  const { code, name, waitingMinutes } = ticket
  const hours = Math.floor(waitingMinutes / 60)
  return (
    <span className="lq-waiting-one">
      <span className="lq-number">{code}</span>
      <span className="lq-waiting-name">{name ?? t('unnamed')}</span>
      <small>
        {hours > 0
          ? waitingMinutes % 60 > 0
            ? t('hours', { hours, minutes: waitingMinutes % 60 })
            : t('wholeHours', { count: hours })
          : waitingMinutes > 0
            ? t('minutes', { count: waitingMinutes })
            : t('justNow')}
      </small>
    </span>
  )
}
