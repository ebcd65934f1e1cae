import { rateCase, type TrackedCase, track } from '@lianqiao/model/api/tracking.ts'
import type { TrackingCode } from '@lianqiao/model/identifiers/tracking-code.ts'
import type { CommandId } from '@lianqiao/model/records/action.ts'
import { useId, useState } from 'react'
import { useDraft } from '../../lib/draft.ts'
import { useAction } from '../../lib/endpoint.ts'
import { useWords } from '../../lib/i18n.ts'
import { localProblem } from '../../lib/problem.ts'
import { Icon } from '../../ui/icons.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { ratingWords } from './rating-words.ts'
import './rating.css'

const grades = [5, 4, 3, 2, 1] as const

/** Indicators of GB/T 39735: of a window, and of what was applied for online. The grade itself is 整体. */
const indicators = {
  window: ['efficiency', 'skill', 'attitude'],
  online: ['efficiency', 'guide', 'convenience', 'usability'],
} as const

/** 好差评: voluntary, once, by the person alone; a colleague's session is turned away before anything is typed. */
export function Rating({ one, code, staff }: { one: TrackedCase; code: TrackingCode; staff: boolean }) {
  const t = useWords(ratingWords)
  if (one.rated !== undefined)
    return (
      <p className="lq-track-rated" role="status">
        <Icon name="check" /> {t('rated', { grade: t(`grade.${one.rated as 5}`) })}
        <br />
        <small>{t(one.rated <= 2 ? 'ratedBad' : 'ratedThanks')}</small>
      </p>
    )
  if (!one.mayRate) return null
  return (
    <section className="lq-rating">
      <h3>{t('rate')}</h3>
      {staff ? (
        <p className="lq-track-reason">{localProblem('rating-not-staff').document.detail}</p>
      ) : (
        <RatingForm one={one} code={code} />
      )}
    </section>
  )
}

/** What the person has put in so far; kept in this tab, for the line may go and the page be loaded anew. */
interface Typed {
  grade?: number
  points: readonly string[]
  comment: string
}

function RatingForm({ one, code }: { one: TrackedCase; code: TrackingCode }) {
  const t = useWords(ratingWords)
  const id = useId()
  const [command] = useState(() => crypto.randomUUID() as string as CommandId)
  const draft = useDraft<Typed>(`rating:${one.id}`, { points: [], comment: '' })
  const { grade, points, comment } = draft.value
  const change = (part: Partial<Typed>) => draft.set({ ...draft.value, ...part })
  const rate = useAction(rateCase, { refreshes: [track], onDone: draft.clear })
  const channel = one.steps[0]?.by === 'applicant' ? 'online' : 'window'
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (grade === undefined) return
        rate.mutate({
          params: { code, id: one.id },
          body: {
            command,
            grade,
            points: points as never,
            ...(comment.trim() ? { comment } : {}),
          },
        })
      }}
    >
      <p>{t('rateText')}</p>
      {rate.error && <ProblemAlert problem={rate.error} />}
      <fieldset className="lq-grades">
        <legend>{t('rateGrade')}</legend>
        {grades.map(g => (
          <label key={g}>
            <input type="radio" name={id} checked={grade === g} onChange={() => change({ grade: g })} />
            <span>{t(`grade.${g}`)}</span>
          </label>
        ))}
      </fieldset>
      {grade !== undefined && (
        <>
          <fieldset className="lq-rate-points">
            <legend>{t(grade >= 3 ? 'ratePoints' : 'ratePointsBad')}</legend>
            {indicators[channel].map(point => (
              <label key={point}>
                <input
                  type="checkbox"
                  checked={points.includes(point)}
                  onChange={({ target }) =>
                    change({ points: target.checked ? [...points, point] : points.filter(p => p !== point) })
                  }
                />
                <span>{t(`point.${point}`)}</span>
              </label>
            ))}
          </fieldset>
          <div className="lq-field">
            <label htmlFor={`${id}-comment`}>{t('rateComment')}</label>
            <p id={`${id}-hint`} className="lq-track-small">
              {t('rateCommentHint')}
            </p>
            <textarea
              id={`${id}-comment`}
              aria-describedby={`${id}-hint`}
              className="lq-input"
              rows={3}
              maxLength={500}
              value={comment}
              onChange={event => change({ comment: event.target.value })}
            />
          </div>
          <button
            type="submit"
            className="lq-button lq-button--primary lq-button--large"
            disabled={rate.isPending}
          >
            {t('rateGo')}
          </button>
        </>
      )}
    </form>
  )
}
