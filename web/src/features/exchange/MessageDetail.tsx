import { listMessages, listPeers, readMessage, retryMessage } from '@lianqiao/model/api/exchange.ts'
import { useAction, useEndpoint } from '../../lib/endpoint.ts'
import { formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { exchangeWords } from './words.ts'

/** What is told in words; the rest are numbers to be copied. */
const told: ReadonlySet<string> = new Set(['settled', 'nextAttempt'])

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
      <dl>
        {(
          [
            ['problem', data.problem && <Cause {...data.problem} />],
            ['settled', time(data.settledAt)],
            ['nextAttempt', time(data.nextAttemptAt)],
            ['id', data.id],
            ['record', data.record],
            ['trace', data.traceId],
            ['receipt', data.receipt],
          ] as const
        ).map(
          ([key, value]) =>
            value && (
              <div key={key}>
                <dt>{t(key)}</dt>
                {typeof value !== 'string' || told.has(key) ? (
                  <dd>{value}</dd>
                ) : (
                  <dd>
                    <span className="lq-number">{value}</span> <CopyButton text={value} />
                  </dd>
                )}
              </div>
            ),
        )}
        {!data.receipt && (
          <div>
            <dt>{t('receipt')}</dt>
            <dd>{t('noReceipt')}</dd>
          </div>
        )}
      </dl>
    </div>
  )
}

/** The sentence at length, and the code by which it stands in the log of the node. */
function Cause({ detail, code }: { detail: string; code: string }) {
  return (
    <>
      {detail} <span className="lq-number lq-soft">{code}</span>
    </>
  )
}
