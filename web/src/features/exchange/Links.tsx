import { listPeers, type PeerView } from '@lianqiao/model/api/exchange.ts'
import type { ReactNode } from 'react'
import { useAwake } from '../../lib/awake.ts'
import { useEndpoint } from '../../lib/endpoint.ts'
import { formatDate, formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { nodeTime } from '../../lib/now.ts'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { EmptyState } from '../../ui/state/EmptyState.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import { ageOf } from './age.ts'
import { Breaker } from './Breaker.tsx'
import { Ledger } from './Ledger.tsx'
import { causeName, exchangeWords } from './words.ts'

/** Days before the end at which a new directory must be asked for. */
const soon = 30

type MessageLink = (search: { peer: string; state: string }, children: ReactNode) => ReactNode

/** 链路: each partner's node – reachable or not, what waits, what failed – and whether both hold the same ledger. */
export function Links({ messageLink }: { messageLink: MessageLink }) {
  const t = useWords(exchangeWords)
  const language = useLanguage()
  const awake = useAwake()
  const { data, error, refetch } = useEndpoint(listPeers, {}, awake ? { every: 10_000 } : {})
  if (!data)
    return error ? (
      <ProblemAlert problem={error} onRetry={() => void refetch()} />
    ) : (
      <LoadingState shape="cards" rows={1} />
    )
  const expiresSoon = Date.parse(data.directoryExpiresAt) - nodeTime().getTime() < soon * 24 * 60 * 60 * 1000
  const date = formatDate(data.directoryExpiresAt, language)
  return (
    <>
      {error && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {data.peers.length === 0 && <EmptyState title={t('noPeers')}>{t('noPeersText')}</EmptyState>}
      {data.peers.map(peer => (
        <Peer key={peer.jurisdiction} peer={peer} messageLink={messageLink} />
      ))}
      <p className={expiresSoon ? 'lq-directory-soon' : 'lq-soft'}>
        {t(expiresSoon ? 'directorySoon' : 'directory', { date })}
      </p>
    </>
  )
}

function Peer({ peer, messageLink }: { peer: PeerView; messageLink: MessageLink }) {
  const t = useWords(exchangeWords)
  const language = useLanguage()
  const { nameOf } = useJurisdictions()
  const { jurisdiction, url, breaker, failures, problem } = peer
  const time = (at: string | null) => (at ? formatTime(at, language) : t('never'))
  const count = (amount: number, state: string) =>
    amount > 0 ? (
      <>
        <strong className={state === 'queued' ? undefined : 'lq-count-bad'}>{amount}</strong>{' '}
        {messageLink({ peer: jurisdiction, state }, t('seeThem'))}
      </>
    ) : (
      0
    )
  return (
    <section className="lq-card lq-peer">
      <header>
        <h2>{nameOf(jurisdiction)}</h2>
        <Breaker breaker={breaker} />
        <span className="lq-number lq-soft">
          {jurisdiction} · {url}
        </span>
      </header>
      {failures > 0 && problem && (
        <p className="lq-peer-failures">
          {t('failures', { count: failures, problem: causeName(problem, t) })}
        </p>
      )}
      <dl className="lq-peer-facts">
        {(
          [
            ['lastReceived', time(peer.lastReceivedAt)],
            ['lastConfirmed', time(peer.lastConfirmedAt)],
            ['waiting', count(peer.waiting, 'queued')],
            ['lag', peer.waiting > 0 ? ageOf(peer.lagSeconds, t) : '—'],
            ['rejected', count(peer.rejected, 'rejected')],
            ['dead', count(peer.dead, 'dead')],
          ] as const
        ).map(([key, value]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Ledger peer={jurisdiction} />
    </section>
  )
}
