import { compareLedgers } from '@lianqiao/model/api/exchange.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { useState } from 'react'
import { useEndpoint } from '../../lib/endpoint.ts'
import { formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { exchangeWords } from './words.ts'

/** 账本比对: both roots, one above the other, and in one word whether they are the same. Asked only when wanted. */
export function Ledger({ peer }: { peer: JurisdictionCode }) {
  const t = useWords(exchangeWords)
  const [wanted, setWanted] = useState(false)
  const { data, error, isFetching, refetch } = useEndpoint(
    compareLedgers,
    { query: { peer } },
    { enabled: wanted },
  )
  const verdict = data && (data.equal === null ? 'unknown' : data.equal ? 'yes' : 'no')
  return (
    <div className="lq-ledger">
      <p className="lq-ledger-ask">
        <button
          type="button"
          className="lq-button"
          disabled={isFetching}
          onClick={() => (wanted ? void refetch() : setWanted(true))}
        >
          {t(data ? 'compareAgain' : 'compare')}
        </button>
        <span className="lq-soft">{t('compareText')}</span>
      </p>
      <div role="status">
        {error && <ProblemAlert problem={error} />}
        {data && verdict && (
          <>
            <p className={`lq-equal lq-equal--${verdict}`}>
              <Icon name={verdict === 'yes' ? 'check' : verdict === 'no' ? 'cross' : 'question'} />{' '}
              {t(`equal.${verdict}`)}
            </p>
            <dl>
              <Head name={t('own')} head={data.own} />
              {data.theirs && <Head name={t('theirs')} head={data.theirs} />}
            </dl>
            {data.problem && <p className="lq-soft">{data.problem.detail}</p>}
            {data.waiting > 0 && <p className="lq-soft">{t('equalWaiting', { count: data.waiting })}</p>}
          </>
        )}
      </div>
    </div>
  )
}

function Head({
  name,
  head: { root, records, actions, at },
}: {
  name: string
  head: { root: string; records: number; actions: number; at: string }
}) {
  const t = useWords(exchangeWords)
  const language = useLanguage()
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className="lq-number">{root}</span>
        <br />
        <span className="lq-soft">{t('ledgerOf', { records, actions, time: formatTime(at, language) })}</span>
      </dd>
    </div>
  )
}
