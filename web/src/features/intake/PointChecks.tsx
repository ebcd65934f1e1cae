import type { ReviewPoint } from '@lianqiao/model/catalogue/item.ts'
import { useWords } from '../../lib/i18n.ts'
import { KeyHint } from '../../ui/KeyHint.tsx'
import type { Matter } from './matter.ts'
import { isJudged, isTicked } from './opening.ts'
import { intakeWords } from './words.ts'
import './points.css'

/**
 * 审查要点 to tick. What a register has judged is ticked by it. A blocking point that is not met stops the receipt; the
 * others are written into the receipt's note, for the office and for 补正.
 */
export function PointChecks({
  points,
  matter,
  onChange,
}: {
  points: readonly ReviewPoint[]
  matter: Matter
  onChange: (points: Record<string, boolean>) => void
}) {
  const t = useWords(intakeWords)
  const ticked = points.filter(point => isTicked(matter, point.key)).length
  return (
    <section className="lq-card lq-checks" aria-label={t('points')}>
      <h2>
        {t('points')}
        <span className="lq-tag">
          {ticked}/{points.length}
        </span>
      </h2>
      <button
        type="button"
        className="lq-button"
        disabled={ticked === points.length}
        onClick={() => onChange(allTicked(points, matter))}
      >
        {t('tickAll')} <KeyHint keys="alt+a" />
      </button>
      <ul>
        {points.map(point => {
          const judged = isJudged(matter, point.key)
          return (
            <li key={point.key} className={judged === false ? 'lq-check--not' : ''}>
              <label>
                <input
                  type="checkbox"
                  id={`point-${point.key}`}
                  checked={isTicked(matter, point.key)}
                  onChange={event => onChange({ ...matter.points, [point.key]: event.target.checked })}
                />
                <span>
                  {point.text}{' '}
                  {point.blocking && <span className="lq-tag lq-point-must">{t('blocking')}</span>}{' '}
                  {judged && <span className="lq-tag lq-point-judged">{t('judged')}</span>}
                </span>
              </label>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** All that no register denies. */
export function allTicked(points: readonly ReviewPoint[], matter: Matter): Record<string, boolean> {
  const ticks = points.filter(point => isJudged(matter, point.key) !== false).map(point => [point.key, true])
  return { ...matter.points, ...Object.fromEntries(ticks) }
}
