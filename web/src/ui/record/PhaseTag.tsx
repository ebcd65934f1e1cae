import type { Words } from '@lianqiao/model/records/procedure.ts'
import { useLanguage } from '../../lib/i18n.ts'
import './phase.css'

/**
 * What a phase means for the one who looks: with us and to be done, with somebody else, granted, refused, over without
 * either. The caller says it, for it depends on the side.
 */
export type PhaseTone = 'ours' | 'waiting' | 'good' | 'bad' | 'over'

/** The phase of a record (办理环节): its words, and a mark that differs by shape as well as by colour. */
export function PhaseTag({ phase, tone }: { phase: Words; tone: PhaseTone }) {
  const language = useLanguage()
  return (
    <span className={`lq-phase lq-phase--${tone}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {marks[tone]}
      </svg>
      {phase[language]}
    </span>
  )
}

const marks: Record<PhaseTone, React.ReactNode> = {
  ours: <circle cx="6" cy="6" r="4.5" className="lq-solid" />,
  waiting: <circle cx="6" cy="6" r="4" />,
  good: <path d="m2 6.5 3 3 5-7" />,
  bad: <path d="m2.5 2.5 7 7m0-7-7 7" />,
  over: <path d="M2 6h8" />,
}
