import type { ReactNode } from 'react'
import { useWords } from '../../lib/i18n.ts'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { StackTable } from '../../ui/StackTable.tsx'
import { EmptyState } from '../../ui/state/EmptyState.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import type { useLog } from './use-log.ts'
import { exchangeWords } from './words.ts'

/** The states of a log: on its way, wrong, empty, or its table and the way to what came before. */
export function LogFrame({
  log,
  rows,
  empty,
  emptyText,
  heads,
  figures = [],
  deed,
  children,
}: {
  log: Pick<ReturnType<typeof useLog>, 'isOld' | 'error' | 'retry' | 'more'> & { pages: unknown }
  rows: number
  empty: string
  emptyText?: string
  heads: readonly string[]
  /** Heads of columns of numbers, behind the others. */
  figures?: readonly string[]
  /** Head of the column of buttons, behind all others. */
  deed?: string
  /** The rows of the table. */
  children: ReactNode
}) {
  const t = useWords(exchangeWords)
  if (!log.pages)
    return log.error ? (
      <ProblemAlert problem={log.error} onRetry={log.retry} />
    ) : (
      <LoadingState shape="table" rows={8} />
    )
  return (
    <div className="lq-log-frame" aria-busy={log.isOld}>
      {log.error && <ProblemAlert problem={log.error} onRetry={log.retry} />}
      {rows === 0 ? (
        <EmptyState title={empty}>{emptyText}</EmptyState>
      ) : (
        <StackTable className="lq-log" label={heads.join(' · ')} heads={heads} figures={figures} deed={deed}>
          {children}
        </StackTable>
      )}
      {rows > 0 && (
        <p className="lq-log-foot">
          {log.more ? (
            <button type="button" className="lq-button" onClick={log.more}>
              {t('more')}
            </button>
          ) : (
            t('whole')
          )}
        </p>
      )}
    </div>
  )
}
