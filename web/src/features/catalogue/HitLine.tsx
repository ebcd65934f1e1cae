import type { SearchHit } from '@lianqiao/model/api/catalogue.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { useJurisdictions } from './jurisdictions.ts'
import { SideTag } from './SideTag.tsx'
import { limitText, named, terms, visitsText } from './terms.ts'
import { catalogueWords } from './words.ts'

/** One hit: whose, what, who decides, and in four words how long, how often, how much to bring, what it costs. */
export function HitLine({ hit }: { hit: SearchHit }) {
  const t = useWords(catalogueWords)
  const language = useLanguage()
  const { officeOf } = useJurisdictions()
  const { promised, visits, toBring, free } = hit
  return (
    <>
      <SideTag jurisdiction={hit.jurisdiction} />
      <span className="lq-hit-name">
        <strong>{named(hit, language)}</strong>
        {hit.kind === 'listed' && <span className="lq-tag lq-soft">{t('listed')}</span>}
        {hit.status === '示例' && <span className="lq-tag lq-example">{t('example')}</span>}
      </span>
      <span className="lq-hit-who">
        {officeOf(hit.jurisdiction, hit.department)}
        {hit.modes.length > 0 && `\u00a0· ${terms(hit.modes, language)}`}
      </span>
      {promised && (
        <span className="lq-hit-facts">
          <span>{hit.projectType === '即办件' ? t('onTheSpot') : limitText(promised, language)}</span>
          <span>{visitsText(visits ?? 0, language)}</span>
          <span>{toBring ? t('bringCount', { count: toBring }) : t('bringNone')}</span>
          <span>{t(free ? 'free' : 'charged')}</span>
        </span>
      )}
    </>
  )
}
