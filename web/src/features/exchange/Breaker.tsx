import type { PeerView } from '@lianqiao/model/api/exchange.ts'
import { useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { exchangeWords } from './words.ts'
import './breaker.css'

/** Whether a partner's node is reached, by sign, word and colour. */
export function Breaker({ breaker }: Pick<PeerView, 'breaker'>) {
  const t = useWords(exchangeWords)
  return (
    <span className={`lq-breaker lq-breaker--${breaker}`}>
      <Icon name={breaker === 'closed' ? 'check' : 'warning'} /> {t(`breaker.${breaker}`)}
    </span>
  )
}
