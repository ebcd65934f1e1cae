import { listMessages, listPeers, readMessage, retryMessage } from '@lianqiao/model/api/exchange.ts'
import { useAction, useEndpoint } from '../../lib/endpoint.ts'
import { formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { exchangeWords } from './words.ts'

/** One message at length; never its body. What was given up or rejected can be sent again. */
export function MessageDetail({ id, mayRetry }: { id: string; mayRetry: boolean }) {
  const t = useWords(exchangeWords)
  const language = useLanguage()
  const { data, error } = useEndpoint(readMessage, { params: { id } })
  const retry = useAction(retryMessage, { refreshes: [listMessages, readMessage, listPeers] })
  if (!data) return error ? <ProblemAlert problem={error} /> : <LoadingState rows={2} />
  const failed = data.state === 'dead' || data.state === 'rejected'
  const time = (at: string | null) => at && formatTime(at, language)
  return (
    <div className="lq-message-detail">
      <dl>
        {(
          [
            ['id', data.id],
            ['record', data.record],
            ['trace', data.traceId],
            ['settled', time(data.settledAt)],
            ['nextAttempt', time(data.nextAttemptAt)],
            ['problem', data.problem && `${data.problem.code}：${data.problem.detail}`],
            ['receipt', data.receipt ?? t('noReceipt')],
          ] as const
        ).map(
          ([key, value]) =>
            value && (
              <div key={key}>
                <dt>{t(key)}</dt>
                <dd className="lq-number">
                  {value} {key !== 'settled' && key !== 'nextAttempt' && <CopyButton text={value} />}
                </dd>
              </div>
            ),
        )}
      </dl>
      {retry.error && <ProblemAlert problem={retry.error} />}
      {retry.isSuccess && <p role="status">{t('retried')}</p>}
      {failed && mayRetry && !retry.isSuccess && (
        <button
          type="button"
          className="lq-button lq-button--primary"
          disabled={retry.isPending}
          onClick={() => retry.mutate({ params: { id } })}
        >
          {t('retry')}
        </button>
      )}
    </div>
  )
}
