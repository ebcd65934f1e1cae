import type { TrackedCase } from '@lianqiao/model/api/tracking.ts'
import { useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { stages, wayOf } from './stages.ts'
import { trackWords } from './words.ts'
import './stages.css'

/** Five stages on one line, like the piers of a bridge: passed, at work, to come – by mark as well as by colour. */
export function StageLine({ one }: { one: TrackedCase }) {
  const t = useWords(trackWords)
  const { done, stopped } = wayOf(one)
  const stateAt = (at: number) => {
    if (at < done) return 'done'
    if (at > done) return 'later'
    return stopped ? 'stopped' : 'now'
  }
  const said = {
    done: t('stageDone'),
    now: t('stageNow'),
    later: t('stageLater'),
    stopped: t('stageStopped'),
  }
  return (
    <ol className="lq-stages" aria-label={t('way')}>
      {stages.map((stage, at) => {
        const state = stateAt(at)
        return (
          <li
            key={stage}
            className={`lq-stage--${state}`}
            aria-current={state === 'now' ? 'step' : undefined}
          >
            <span className="lq-stage-mark">
              {state === 'done' && <Icon name="check" />}
              {state === 'stopped' && <Icon name="cross" />}
            </span>
            <span>{t(`stage.${stage}`)}</span>
            <span className="lq-hidden">{said[state]}</span>
          </li>
        )
      })}
    </ol>
  )
}
