import { useLanguage } from '../../lib/i18n.ts'
import { Hint } from '../Hint.tsx'
import { remarksOf, type Sentence, type ShownClock, sentencesOf, type Tone } from './sentence.ts'
import './clock.css'

/**
 * How a clock stands, promise and law at a glance: words, a shape and a colour, and on asking the last day. `column` puts
 * them below one another, for a table.
 */
export function ClockBadge({
  reading,
  layout = 'row',
  now,
}: {
  reading: ShownClock
  layout?: 'row' | 'column'
  now?: Date
}) {
  const language = useLanguage()
  const sentences = sentencesOf(reading, language, now)
  const more = [...sentences.map(s => s.more), ...remarksOf(reading, language)]
  return (
    <Hint className={`lq-clock lq-clock--${layout}`} more={more.map(line => <p key={line}>{line}</p>)}>
      {sentences.map(sentence => (
        <Part key={sentence.which} {...sentence} />
      ))}
    </Hint>
  )
}

function Part({ which, text, tone }: Sentence) {
  return (
    <span className={`lq-clock-part lq-clock-part--${tone}`}>
      <svg className="lq-clock-shape" viewBox="0 0 16 16" aria-hidden="true">
        {shapes[tone]}
      </svg>
      <span className="lq-clock-which">{which}</span>
      <span>{text}</span>
    </span>
  )
}

/** A shape for each, to be told apart without colour: ring, triangle, block, bars, broken ring, tick. */
const shapes: Record<Tone, React.ReactNode> = {
  calm: <path d="M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3l2 1.5" />,
  soon: <path className="lq-solid" d="M8 1.5 15 14H1z" />,
  over: (
    <path
      className="lq-solid"
      fillRule="evenodd"
      d="M5 1h6l4 4v6l-4 4H5l-4-4V5zM7 4v5h2V4zm0 6.5v2h2v-2z"
      stroke="none"
    />
  ),
  paused: <path d="M5.5 3v10M10.5 3v10" strokeWidth="3" />,
  unknown: <circle cx="8" cy="8" r="6" strokeDasharray="2.5 2.2" />,
  done: <path d="m3 8.5 3.5 3.5L13 4.5" />,
}
