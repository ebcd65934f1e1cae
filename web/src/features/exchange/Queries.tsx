import { listQueries } from '@lianqiao/model/api/exchange.ts'
import { formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import { LogFrame } from './LogFrame.tsx'
import { useLog } from './use-log.ts'
import { exchangeWords, kindName } from './words.ts'

/** 查询日志: who asked whom, on which basis, with which outcome and how fast; never what. */
export function Queries() {
  const t = useWords(exchangeWords)
  const language = useLanguage()
  const { nameOf } = useJurisdictions()
  const log = useLog(listQueries, {})
  const rows = log.pages?.flatMap(page => page.queries) ?? []
  return (
    <LogFrame
      log={log}
      rows={rows.length}
      empty={t('noQueries')}
      emptyText={t('noQueriesText')}
      heads={[t('time'), t('direction'), t('peer'), t('type'), t('basis'), t('outcome')]}
      figures={[t('duration')]}
    >
      {rows.map(query => (
        <tr key={query.id}>
          <td data-label={t('time')}>
            <time dateTime={query.at}>{formatTime(query.at, language)}</time>
          </td>
          <td data-label={t('direction')}>{t(`direction.${query.direction}`)}</td>
          <td data-label={t('peer')}>{nameOf(query.peer)}</td>
          <td data-label={t('type')} title={query.type}>
            {kindName(query.type, t)}
          </td>
          <td data-label={t('basis')}>{query.basis}</td>
          <td data-label={t('outcome')}>
            <span className={`lq-message-state lq-message-state--${query.outcome ?? 'running'}`}>
              {t(`outcome.${query.outcome ?? 'running'}`)}
            </span>
            {query.problem && <p className="lq-number">{query.problem}</p>}
          </td>
          <td data-label={t('duration')} className="lq-log-figure">
            {query.durationMs !== null && t('ms', { count: query.durationMs })}
          </td>
        </tr>
      ))}
    </LogFrame>
  )
}
