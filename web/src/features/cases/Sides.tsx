import type { CaseSummary } from '@lianqiao/model/api/case-views.ts'
import { useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import { caseWords } from './words.ts'
import './sides.css'

/** 收件地 → 属地, and who leads (主办): the side that holds the pen now. */
export function Sides({ summary }: { summary: CaseSummary }) {
  const t = useWords(caseWords)
  const { nameOf } = useJurisdictions()
  const { receiving, deciding, leader, offeredTo } = summary
  const side = (code: string) => (
    <span className={code === leader ? 'lq-sides-leader' : undefined}>
      {nameOf(code)}
      {code === leader && <small>{t('leads')}</small>}
    </span>
  )
  return (
    <span className="lq-sides">
      {side(receiving)}
      {receiving !== deciding && (
        <>
          <Icon name="arrow" />
          <span className="lq-hidden">{t('to')}</span>
          {side(deciding)}
        </>
      )}
      {offeredTo && <small className="lq-tag lq-sides-offered">{t('offered')}</small>}
    </span>
  )
}
