import type { Overview } from '@lianqiao/model/api/admin.ts'
import { formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { StackTable } from '../../ui/StackTable.tsx'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import { ageOf } from '../exchange/age.ts'
import { Breaker } from '../exchange/Breaker.tsx'
import type { ExchangeLink } from './Concerns.tsx'
import { jobName, overviewWords } from './words.ts'

/** Each partner in a line: up or cut, what waits and for how long, what failed, and when they were last heard. */
export function PeerTable({ peers, exchangeLink }: Pick<Overview, 'peers'> & { exchangeLink: ExchangeLink }) {
  const t = useWords(overviewWords)
  const language = useLanguage()
  const { nameOf } = useJurisdictions()
  const time = (at: string | null) => (at ? formatTime(at, language) : t('never'))
  if (peers.length === 0) return <p className="lq-soft">{t('noPeers')}</p>
  return (
    <StackTable
      className="lq-overview-table"
      label={t('links')}
      heads={[t('peer'), t('state')]}
      figures={[t('waiting'), t('lag'), t('rejected'), t('dead'), t('lastReceived'), t('lastConfirmed')]}
    >
      {peers.map(peer => {
        const { jurisdiction, breaker, waiting, lagSeconds, rejected, dead } = peer
        const failed = (count: number, state: string) =>
          count > 0 ? (
            <strong className="lq-figure-bad">
              {exchangeLink({ tab: 'messages', state, peer: jurisdiction }, count)}
            </strong>
          ) : (
            0
          )
        return (
          <tr key={jurisdiction}>
            <th scope="row">{exchangeLink({}, nameOf(jurisdiction))}</th>
            <td data-label={t('state')}>
              <Breaker breaker={breaker} />
            </td>
            <td className="lq-figure" data-label={t('waiting')}>
              {waiting}
            </td>
            <td className="lq-figure" data-label={t('lag')}>
              {waiting > 0 ? ageOf(lagSeconds, t) : '—'}
            </td>
            <td className="lq-figure" data-label={t('rejected')}>
              {failed(rejected, 'rejected')}
            </td>
            <td className="lq-figure" data-label={t('dead')}>
              {failed(dead, 'dead')}
            </td>
            <td className="lq-figure" data-label={t('lastReceived')}>
              {time(peer.lastReceivedAt)}
            </td>
            <td className="lq-figure" data-label={t('lastConfirmed')}>
              {time(peer.lastConfirmedAt)}
            </td>
          </tr>
        )
      })}
    </StackTable>
  )
}

/** Clocks near their end, and those that ended unheeded, by kind of record. */
export function ClockTable({ clocks }: Pick<Overview, 'clocks'>) {
  const t = useWords(overviewWords)
  if (clocks.length === 0) return <p className="lq-soft">{t('noClocks')}</p>
  return (
    <StackTable
      className="lq-overview-table"
      label={t('clocks')}
      heads={[t('kind')]}
      figures={[t('withinDay'), t('overdue')]}
    >
      {clocks.map(({ kind, withinDay, overdue }) => (
        <tr key={kind}>
          <th scope="row">{kind === 'permit' || kind === 'incident' ? t(`kind.${kind}`) : kind}</th>
          <td className="lq-figure" data-label={t('withinDay')}>
            {withinDay}
          </td>
          <td className="lq-figure" data-label={t('overdue')}>
            <Bad count={overdue} />
          </td>
        </tr>
      ))}
    </StackTable>
  )
}

/** Queued work by kind; what failed was given up and is kept. */
export function JobTable({ jobs }: Pick<Overview, 'jobs'>) {
  const t = useWords(overviewWords)
  if (jobs.length === 0) return <p className="lq-soft">{t('noJobs')}</p>
  return (
    <StackTable
      className="lq-overview-table"
      label={t('jobs')}
      heads={[t('job')]}
      figures={[t('queued'), t('active'), t('failed'), t('oldest')]}
    >
      {jobs.map(({ queue, waiting, active, failed, oldestSeconds }) => (
        <tr key={queue}>
          <th scope="row">{jobName(queue, t)}</th>
          <td className="lq-figure" data-label={t('queued')}>
            {waiting}
          </td>
          <td className="lq-figure" data-label={t('active')}>
            {active}
          </td>
          <td className="lq-figure" data-label={t('failed')}>
            <Bad count={failed} />
          </td>
          <td className="lq-figure" data-label={t('oldest')}>
            {waiting > 0 ? ageOf(oldestSeconds, t) : '—'}
          </td>
        </tr>
      ))}
    </StackTable>
  )
}

/** A count that should be nought: told by a sign as well as by colour where it is not. */
function Bad({ count }: { count: number }) {
  if (count === 0) return 0
  return (
    <strong className="lq-figure-bad">
      <Icon name="warning" /> {count}
    </strong>
  )
}
