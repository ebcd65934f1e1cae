import { birthDateOf, maskResidentId, ResidentId, sexOf } from '@lianqiao/model/identifiers/resident-id.ts'
import { useEffect, useState } from 'react'
import { formatDate } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { inputWords } from '../../ui/input/words.ts'
import type { Person } from '../intake/matter.ts'
import { counterWords } from './words.ts'
import './desk.css'
import { nodeTime } from '../../lib/now.ts'

/** Who stands here: name, number with its middle hidden, age and sex by the number, and the minutes so far. */
export function PersonCard({
  person,
  code,
  startedAt,
  minutes,
}: {
  person: Person
  code: string | undefined
  startedAt: string
  /** 目标时长 of the bundle, where one is chosen. */
  minutes?: { target: number; before: number } | undefined
}) {
  const t = useWords(counterWords)
  const say = useWords(inputWords)
  const language = useLanguage()
  const [shown, setShown] = useState(false)
  const elapsed = useMinutes(startedAt)
  const id = ResidentId.safeParse(person.idNumber)
  return (
    <section className="lq-card lq-person" aria-label={t('person')}>
      <p className="lq-person-name">
        <strong>{person.name}</strong>
        {code && <span className="lq-tag lq-number">{code}</span>}
      </p>
      {id.success && (
        <>
          <p className="lq-person-id">
            <span className="lq-number">{shown ? id.data : maskResidentId(id.data)}</span>
            <button
              type="button"
              className="lq-button lq-button--quiet"
              aria-label={t(shown ? 'hideId' : 'showId')}
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
            >
              <Icon name="eye" />
            </button>
          </p>
          <p className="lq-person-more">
            {say(sexOf(id.data))} · {say('born', { date: formatDate(birthDateOf(id.data), language) })}
          </p>
        </>
      )}
      <p className={`lq-person-time ${minutes && elapsed > minutes.target ? 'lq-person-time--late' : ''}`}>
        <Icon name="clock" /> {t('elapsed', { count: elapsed })}
        {minutes && <span>{t('target', minutes)}</span>}
      </p>
    </section>
  )
}

/** Whole minutes since an instant, counted on. */
function useMinutes(since: string): number {
  const count = () => Math.max(0, Math.floor((nodeTime().getTime() - Date.parse(since)) / 60_000))
  const [minutes, setMinutes] = useState(count)
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted anew for another start
  useEffect(() => {
    setMinutes(count())
    const timer = setInterval(() => setMinutes(count()), 10_000)
    return () => clearInterval(timer)
  }, [since])
  return minutes
}
