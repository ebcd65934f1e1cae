import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import type { Words } from '@lianqiao/model/records/procedure.ts'
import { useEffect, useState } from 'react'
import { formatTime } from '../../../lib/format.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { Icon } from '../../../ui/icons.tsx'
import { useJurisdictions } from '../../catalogue/jurisdictions.ts'
import type { Asked } from '../act/ActDialog.tsx'
import { useFieldTitles } from './use-field-titles.ts'
import { pageWords } from './words.ts'

type Waiting = CaseView['pending'][number]

/**
 * 等待对方: what this side has asked of the leader and not heard yet, what never reached it, or was refused, with the reason.
 * What was waited for here and came, and what was just `done` here, is said until the page is left.
 */
export function Pending({
  view,
  readAt,
  done,
  asked,
}: {
  view: CaseView
  readAt: number
  done: Words | undefined
  asked: readonly Asked[]
}) {
  const t = useWords(pageWords)
  const language = useLanguage()
  const { nameOf } = useJurisdictions()
  const heard = useHeard(view.pending, asked, readAt)
  const places = ({ leader, title }: Pick<Asked, 'leader' | 'title'>) => ({
    leader: nameOf(leader),
    verb: title[language],
  })
  return (
    <div className="lq-pending" role="status">
      {done && (
        <p className="lq-pending-done">
          <Icon name="check" />
          <strong>{t('done', { verb: done[language] })}</strong>
        </p>
      )}
      {view.pending.map(asked =>
        asked.state === 'asked' ? (
          <p key={asked.id} className="lq-pending-asked">
            <span className="lq-pending-dots" aria-hidden="true" />
            <strong>{t('asked', places(asked))}</strong>
            <span>{t('askedSince', { time: formatTime(asked.askedAt, language) })}</span>
          </p>
        ) : (
          <div key={asked.id} className="lq-pending-refused">
            <Icon name="warning" />
            <strong>{t(asked.state === 'refused' ? 'refusedThere' : 'undelivered', places(asked))}</strong>
            <span>
              {asked.state === 'refused' ? asked.problem?.[language] : t('undeliveredText', places(asked))}
            </span>
            {asked.faults && <Faults view={view} faults={asked.faults} />}
          </div>
        ),
      )}
      {heard.map(asked => (
        <p key={asked.id} className="lq-pending-done">
          <Icon name="check" />
          <strong>{t('answered', places(asked))}</strong>
        </p>
      ))}
    </div>
  )
}

/** What the leader found wrong, each point by the title that the form gives it. */
function Faults({ view, faults }: { view: CaseView; faults: NonNullable<Waiting['faults']> }) {
  const t = useWords(pageWords)
  const language = useLanguage()
  const titleOf = useFieldTitles(view)
  return (
    <ul>
      {faults.map(({ pointer, detail }) => {
        const title = titleOf(pointer.replace(/^\/form/, ''))
        return (
          <li key={pointer}>
            {title && <strong>{t('ofForm', { title })}</strong>}
            {detail[language]}
          </li>
        )
      })}
    </ul>
  )
}

/**
 * What was asked for and no longer waits: the leader has recorded it (what it refuses stays in the list). A leader may be
 * faster than this page's next look: what was asked from here counts although it was never seen waiting – but only once the
 * case was read after it was asked.
 */
function useHeard(
  waiting: readonly Waiting[],
  asked: readonly Asked[],
  readAt: number,
): readonly Pick<Asked, 'id' | 'leader' | 'title'>[] {
  const [seen, setSeen] = useState<readonly Waiting[]>([])
  useEffect(() => {
    setSeen(before => [...waiting, ...before.filter(({ id }) => !waiting.some(one => one.id === id))])
  }, [waiting])
  const fromHere = asked.filter(({ id, at }) => at <= readAt && !seen.some(one => one.id === id))
  return [...seen, ...fromHere].filter(({ id }) => !waiting.some(one => one.id === id))
}
