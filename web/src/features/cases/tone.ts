import type { CaseSummary } from '@lianqiao/model/api/case-views.ts'
import type { PhaseTone } from '../../ui/record/PhaseTag.tsx'

/** What the phase of a case (办理环节) means for a reader of the side `own`. */
export function toneOf(
  { phase, leader, ended }: Pick<CaseSummary, 'phase' | 'leader' | 'ended'>,
  own: string,
): PhaseTone {
  const fixed = tones[phase]
  if (fixed) return fixed
  return !ended && leader === own ? 'ours' : 'waiting'
}

const tones: Record<string, PhaseTone> = {
  correcting: 'waiting',
  suspended: 'waiting',
  granted: 'good',
  issued: 'good',
  concluded: 'good',
  delivered: 'good',
  denied: 'bad',
  refused: 'bad',
  returned: 'bad',
  annulled: 'bad',
  withdrawn: 'over',
  lapsed: 'over',
}
