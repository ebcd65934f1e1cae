import { canBeDoneHere, readItem, type SearchHit } from '@lianqiao/model/api/catalogue.ts'
import type { HereAnswer } from '@lianqiao/model/api/catalogue-here.ts'
import type { Bundle } from '@lianqiao/model/catalogue/bundle.ts'
import type { Words } from '@lianqiao/model/records/procedure.ts'
import { useEffect, useRef, useState } from 'react'
import { useEndpoint } from '../../lib/endpoint.ts'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { GuideCompare } from '../catalogue/GuideCompare.tsx'
import { HereVerdict } from '../catalogue/HereVerdict.tsx'
import { SideTag } from '../catalogue/SideTag.tsx'
import { translated } from '../catalogue/translated.ts'
import { Liability } from './Liability.tsx'
import { PointList } from './PointList.tsx'
import type { Chosen } from './undertaking.ts'
import { intakeWords } from './words.ts'
import './choice.css'

interface BundleOf {
  jurisdiction: Chosen['deciding']
  document: Bundle
}

/**
 * 能在这里办吗? The verdict of each side first; then what the clerk holds the papers against, who is liable for what, and
 * both guides side by side. The first thing that may be begun has the focus: Enter begins it.
 */
export function Consultation({
  hit,
  place,
  bundles,
  ready,
  onBegin,
  onBack,
}: {
  hit: SearchHit
  place: { station?: string; jurisdiction: string }
  /** Undefined while they are not known: nothing can be begun then, for a bundle stands before its items. */
  bundles: readonly BundleOf[] | undefined
  ready: boolean
  onBegin: (chosen: Chosen, title: Words) => void
  onBack: () => void
}) {
  const t = useWords(intakeWords)
  const language = useLanguage()
  const { data } = useEndpoint(canBeDoneHere, { params: { code: hit.code }, query: place })
  const answers = data?.answers ?? []
  const [comparing, setComparing] = useState(false)
  const theirs = answers.find(answer => answer.jurisdiction !== place.jurisdiction)
  const both = theirs && answers.some(answer => answer.jurisdiction === place.jurisdiction)
  useHotkeys({ escape: onBack, 'alt+d': () => both && setComparing(now => !now) })
  return (
    <article className="lq-consultation" aria-labelledby="consultation-title">
      <header className="lq-consultation-head">
        <button type="button" className="lq-button" onClick={onBack}>
          {t('otherItem')} <KeyHint keys="escape" />
        </button>
        <h2 id="consultation-title">{language === 'en' ? hit.nameEn : hit.name}</h2>
        {both && (
          <button
            type="button"
            className="lq-button"
            aria-expanded={comparing}
            onClick={() => setComparing(!comparing)}
          >
            {t('compare')} <KeyHint keys="alt+d" />
          </button>
        )}
      </header>
      <HereVerdict code={hit.code} place={place} />
      {bundles && <Begin answers={answers} {...{ hit, place, bundles, ready, onBegin }} />}
      {comparing && theirs && (
        <section aria-label={t('compare')}>
          <GuideCompare code={hit.code} mine={place.jurisdiction} theirs={theirs.jurisdiction} />
        </section>
      )}
      {hit.kind === 'guide' && <Guide hit={hit} receiving={place.jurisdiction} />}
    </article>
  )
}

/** What may be begun here: by the own side always, for the other only where its grant lets this window receive. */
function Begin(props: {
  answers: readonly HereAnswer[]
  hit: SearchHit
  place: { jurisdiction: string }
  bundles: readonly BundleOf[]
  ready: boolean
  onBegin: (chosen: Chosen, title: Words) => void
}) {
  const { answers, hit, place, bundles, ready, onBegin } = props
  const t = useWords(intakeWords)
  const language = useLanguage()
  const first = useRef<HTMLButtonElement>(null)
  const open = answers.filter(
    ({ jurisdiction, verdict }) => jurisdiction === place.jurisdiction || verdict === 'receive-here',
  )
  // The side whose guide was chosen stands first.
  const sides = [...open].sort(
    (a, b) => Number(b.jurisdiction === hit.jurisdiction) - Number(a.jurisdiction === hit.jurisdiction),
  )
  const choices = sides.flatMap(({ jurisdiction }) => [
    ...bundles
      .filter(b => b.jurisdiction === jurisdiction && b.document.items.some(({ item }) => item === hit.code))
      .map(({ document }) => ({
        jurisdiction,
        what: { kind: 'bundle', bundle: document.code } as const,
        title: { zh: document.name, en: document.nameEn },
        bundle: true,
      })),
    {
      jurisdiction,
      what: { kind: 'item', item: hit.code } as const,
      title: { zh: hit.name, en: hit.nameEn },
      bundle: false,
    },
  ])
  const count = choices.length
  useEffect(() => {
    if (count > 0 && ready) first.current?.focus()
  }, [count, ready])
  if (hit.kind !== 'guide' || answers.length === 0) return null
  if (choices.length === 0) return <p className="lq-choice-note">{t('notHere')}</p>
  return (
    <div className="lq-begin">
      {choices.map(({ jurisdiction, what, title, bundle }, i) => (
        <button
          key={`${jurisdiction} ${bundle ? 'bundle' : 'item'}`}
          ref={i === 0 ? first : undefined}
          type="button"
          className={`lq-button ${i === 0 ? 'lq-button--primary' : ''}`}
          disabled={!ready}
          onClick={() => onBegin({ deciding: jurisdiction, what }, title)}
        >
          <Icon name={bundle ? 'document' : 'arrow'} />
          {bundle ? t('beginBundle', { name: title[language] }) : t('beginItem')}
          <SideTag jurisdiction={jurisdiction} />
          {i === 0 && <KeyHint keys="enter" />}
        </button>
      ))}
      {!ready && <p className="lq-choice-note">{t('personFirst')}</p>}
    </div>
  )
}

/** The guide's own words for the window: liability, points of review, and what differs from the neighbour's. */
function Guide({ hit, receiving }: { hit: SearchHit; receiving: string }) {
  const t = useWords(intakeWords)
  const language = useLanguage()
  const { data } = useEndpoint(readItem, { params: { jurisdiction: hit.jurisdiction, code: hit.code } })
  if (!data) return null
  const item = translated(data.document, language)
  return (
    <div className="lq-consultation-guide">
      <section className="lq-card">
        <h3>{t('points')}</h3>
        <PointList points={item.reviewPoints} />
        {item.differences.map(({ from, text }) => (
          <p key={from} className="lq-choice-note">
            <Icon name="info" /> {text}
          </p>
        ))}
      </section>
      <Liability receiving={receiving} deciding={hit.jurisdiction} department={item.department} />
    </div>
  )
}
