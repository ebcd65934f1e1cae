import { type AlarmView, listAlarms, settleAlarm } from '@lianqiao/model/api/exchange.ts'
import { useAction } from '../../lib/endpoint.ts'
import { formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import { LogFrame } from './LogFrame.tsx'
import { useLog } from './use-log.ts'
import { exchangeWords } from './words.ts'

/** 告警: what should never happen between two nodes that keep the protocol. */
export function Alarms({ maySettle }: { maySettle: boolean }) {
  const t = useWords(exchangeWords)
  const log = useLog(listAlarms, {})
  const rows = log.pages?.flatMap(page => page.alarms) ?? []
  return (
    <LogFrame
      log={log}
      rows={rows.length}
      empty={t('noAlarms')}
      emptyText={t('noAlarmsText')}
      heads={[t('time'), t('peer'), t('kind'), t('object'), t('state')]}
    >
      {rows.map(alarm => (
        <Row key={alarm.id} alarm={alarm} maySettle={maySettle} />
      ))}
    </LogFrame>
  )
}

function Row({ alarm, maySettle }: { alarm: AlarmView; maySettle: boolean }) {
  const t = useWords(exchangeWords)
  const language = useLanguage()
  const { nameOf } = useJurisdictions()
  const settle = useAction(settleAlarm, { refreshes: [listAlarms] })
  const { id, at, peer, kind, object, settledAt, settledBy } = alarm
  return (
    <tr>
      <td data-label={t('time')}>
        <time dateTime={at}>{formatTime(at, language)}</time>
      </td>
      <td data-label={t('peer')}>{nameOf(peer)}</td>
      <td data-label={t('kind')}>{t(`alarm.${kind}`)}</td>
      <td data-label={t('object')}>
        <span className="lq-number">{object}</span>
      </td>
      <td data-label={t('state')}>
        {settledAt ? (
          t('settledBy', { who: settledBy ?? '', time: formatTime(settledAt, language) })
        ) : (
          <div className="lq-alarm-open">
            <span className="lq-message-state lq-message-state--rejected">{t('open')}</span>
            {maySettle && (
              <button
                type="button"
                className="lq-button"
                disabled={settle.isPending}
                onClick={() => settle.mutate({ params: { id } })}
              >
                {t('settle')}
              </button>
            )}
          </div>
        )}
        {settle.error && <ProblemAlert problem={settle.error} />}
      </td>
    </tr>
  )
}
