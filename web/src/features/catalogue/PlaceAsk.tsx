import { listStations } from '@lianqiao/model/api/catalogue.ts'
import { useId, useState } from 'react'
import { useEndpoint } from '../../lib/endpoint.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { HereVerdict } from './HereVerdict.tsx'
import { useJurisdictions } from './jurisdictions.ts'
import { named } from './terms.ts'
import { catalogueWords } from './words.ts'

/** The question with its place: at which station one stands, or on which side. */
export function PlaceAsk({ code, only }: { code: string; only: string }) {
  const t = useWords(catalogueWords)
  const language = useLanguage()
  const id = useId()
  const { own, all, nameOf } = useJurisdictions()
  const { data } = useEndpoint(listStations, {})
  const [chosen, setChosen] = useState('')
  const [kind, key] = chosen.split(' ')
  const place = kind === 'station' ? { station: key ?? '' } : kind === 'in' ? { jurisdiction: key ?? '' } : {}
  return (
    <section className="lq-card lq-ask" aria-labelledby={`${id}-title`}>
      <div className="lq-ask-head">
        <h2 id={`${id}-title`}>{t('here')}</h2>
        <label htmlFor={id}>{t('place')}</label>
        <select
          id={id}
          className="lq-select"
          value={chosen}
          onChange={event => setChosen(event.target.value)}
        >
          <option value="">{t('placeHere', { name: nameOf(own ?? '') })}</option>
          {data?.stations.map(station => (
            <option key={station.code} value={`station ${station.code}`}>
              {named(station, language)}
            </option>
          ))}
          {all
            .filter(profile => profile.code !== own)
            .map(profile => (
              <option key={profile.code} value={`in ${profile.code}`}>
                {named(profile, language)}
              </option>
            ))}
        </select>
      </div>
      <HereVerdict code={code} place={place} only={only} />
    </section>
  )
}
