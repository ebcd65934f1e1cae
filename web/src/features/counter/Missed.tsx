import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { type ReactNode, useEffect, useRef } from 'react'
import { formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { useWhoTook } from '../cases/who-took.ts'
import { named } from '../catalogue/terms.ts'
import type { Deed } from './ReceivedTable.tsx'
import { counterWords } from './words.ts'

/**
 * 他人已先办理: a deed that was to be done here and is not possible any more – who did what meanwhile, where the case stands
 * now, and where to go on. The button that was pressed may be gone, so the cursor comes here.
 */
export function Missed({
  deed: { row, verb },
  now,
  linkTo,
}: {
  deed: Deed
  now: CaseView
  linkTo: (id: string, children: ReactNode) => ReactNode
}) {
  const t = useWords(counterWords)
  const language = useLanguage()
  const whoTook = useWhoTook()
  const place = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each one asks for attention anew
  useEffect(() => place.current?.focus(), [now])
  const { timeline, summary } = now
  // The phase told that there was something to do; another came by somebody's step, by his very one where he took it.
  const since =
    summary.phase === row.phase
      ? undefined
      : (timeline.findLast(step => step.verb === verb) ?? timeline.at(-1))
  const refusal = now.choices.find(choice => choice.verb === verb)?.refusal
  return (
    <section ref={place} className="lq-received-missed" role="alert" tabIndex={-1}>
      <Icon name="warning" />
      <div>
        <p>
          <strong>{t(since ? 'missed' : 'notNow', { verb: t(verb) })}</strong>
        </p>
        <p>
          {[row.applicantName, named(row.item, language)].filter(Boolean).join(' · ')}
          {t('colon')}
          {since
            ? t('missedBy', {
                who: whoTook(since),
                step: since.title[language],
                time: formatTime(since.at, language),
                phase: summary.phaseWords[language],
              })
            : (refusal?.[language] ?? t('notYours', { phase: summary.phaseWords[language] }))}
        </p>
        <p>
          {t('missedNext')} {linkTo(row.id, t('missedOpen'))}
        </p>
      </div>
    </section>
  )
}
