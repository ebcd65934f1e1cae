import type { ReactNode } from 'react'
import { useWords } from '../../lib/i18n.ts'
import { Alarms } from './Alarms.tsx'
import { Links } from './Links.tsx'
import { type MessageFilter, Messages } from './Messages.tsx'
import { Queries } from './Queries.tsx'
import { exchangeWords } from './words.ts'
import './exchange.css'
import './log.css'

export const exchangeTabs = ['links', 'messages', 'queries', 'alarms'] as const
export type ExchangeTab = (typeof exchangeTabs)[number]

/** 交换: how the links are, what goes over them, what failed. */
export function ExchangeDesk({
  tab,
  filter,
  onFilter,
  mayAdmin,
  tabLink,
  messageLink,
}: {
  tab: ExchangeTab
  filter: MessageFilter
  onFilter: (filter: MessageFilter) => void
  mayAdmin: boolean
  tabLink: (tab: ExchangeTab, children: ReactNode) => ReactNode
  messageLink: (filter: { peer: string; state: string }, children: ReactNode) => ReactNode
}) {
  const t = useWords(exchangeWords)
  return (
    <div className="lq-exchange">
      <h1>{t('title')}</h1>
      <nav className="lq-tabs" aria-label={t('tabs')}>
        {exchangeTabs.map(one => (
          <span key={one} className={one === tab ? 'lq-tab-here' : undefined}>
            {tabLink(one, t(`tab.${one}`))}
          </span>
        ))}
      </nav>
      {tab === 'links' && <Links messageLink={messageLink} />}
      {tab === 'messages' && <Messages filter={filter} onFilter={onFilter} mayRetry={mayAdmin} />}
      {tab === 'queries' && <Queries />}
      {tab === 'alarms' && <Alarms maySettle={mayAdmin} />}
    </div>
  )
}
