import { type Overview, readOverview } from '@lianqiao/model/api/admin.ts'
import type { ReactNode } from 'react'
import { useAwake } from '../../lib/awake.ts'
import { useEndpoint } from '../../lib/endpoint.ts'
import { formatDate, formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { ageOf } from '../exchange/age.ts'
import { Concerns, type ExchangeLink } from './Concerns.tsx'
import { ClockTable, JobTable, PeerTable } from './tables.tsx'
import { overviewWords } from './words.ts'
import './overview.css'

/** 运行概览: is all well; links, ended clocks, queued work; the node itself. Fresh every ten seconds while looked at. */
export function OverviewDesk({ exchangeLink }: { exchangeLink: ExchangeLink }) {
  const t = useWords(overviewWords)
  const language = useLanguage()
  const awake = useAwake()
  const { data, error, refetch } = useEndpoint(readOverview, {}, awake ? { every: 10_000 } : {})
  return (
    <div className="lq-overview">
      <header className="lq-overview-head">
        <h1>{t('title')}</h1>
        {data && <p className="lq-soft">{t('at', { time: formatTime(data.at, language) })}</p>}
      </header>
      {error && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingState shape="cards" rows={4} />}
      {data && (
        <>
          <Concerns overview={data} exchangeLink={exchangeLink} />
          <Card title={t('links')}>
            <PeerTable peers={data.peers} exchangeLink={exchangeLink} />
          </Card>
          <div className="lq-overview-pair">
            <Card title={t('clocks')} lead={t('clocksText')}>
              <ClockTable clocks={data.clocks} />
            </Card>
            <Card title={t('jobs')} lead={<Worker overview={data} />}>
              <JobTable jobs={data.jobs} />
            </Card>
          </div>
          <Card title={t('node')}>
            <NodeFacts overview={data} />
          </Card>
        </>
      )}
    </div>
  )
}

function Worker({ overview: { workerSilentSeconds: silent } }: { overview: Overview }) {
  const t = useWords(overviewWords)
  if (silent === null) return t('concern.never')
  return (
    <>
      {t('worker')}
      {'　'}
      <Icon name={silent > 60 ? 'warning' : 'check'} /> {t('workerAlive', { age: ageOf(silent, t) })}
    </>
  )
}

function NodeFacts({ overview: { versions, database, directoryExpiresAt } }: { overview: Overview }) {
  const t = useWords(overviewWords)
  const language = useLanguage()
  const facts = [
    ['software', versions.software],
    ['runtime', `Node.js ${versions.node} · PostgreSQL ${versions.postgres}`],
    ['migration', versions.migration.replace(/\.sql$/, '')],
    ['size', sizeOf(database.bytes)],
    ['connections', t('connectionsOf', database.connections)],
    ['directory', formatDate(directoryExpiresAt, language)],
  ] as const
  return (
    <dl className="lq-overview-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{t(name)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** `38.2 MB`, `1.4 GB`. */
function sizeOf(bytes: number): string {
  const units = ['kB', 'MB', 'GB', 'TB']
  let size = bytes / 1024
  let unit = 0
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024
    unit++
  }
  return `${size.toFixed(size < 100 ? 1 : 0)} ${units[unit]}`
}

function Card({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <section className="lq-card">
      <h2>{title}</h2>
      {lead && <p className="lq-soft">{lead}</p>}
      {children}
    </section>
  )
}
