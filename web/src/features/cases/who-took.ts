import type { TimelineStep } from '@lianqiao/model/api/case-views.ts'
import { useWords } from '../../lib/i18n.ts'
import { useNames } from '../catalogue/names.ts'
import { caseWords } from './words.ts'

/** Who took a step, for people: name, organ and station, as far as they are told; or that nobody did it by hand. */
export function useWhoTook(): (step: TimelineStep) => string {
  const names = useNames()
  const t = useWords(caseWords)
  return ({ by, jurisdiction }) => {
    if (by.kind === 'system') return t('bySystem')
    if (by.kind === 'applicant') return t('byApplicant')
    return [by.name, names.department(jurisdiction, by.department), by.station && names.station(by.station)]
      .filter(Boolean)
      .join(' · ')
  }
}
