import { listBundles, type SearchHit } from '@lianqiao/model/api/catalogue.ts'
import { readUsual } from '@lianqiao/model/api/counters.ts'
import type { OutputOf } from '@lianqiao/model/api/endpoint.ts'
import type { Words } from '@lianqiao/model/records/procedure.ts'
import { useEffect, useRef, useState } from 'react'
import { useEndpoint } from '../../lib/endpoint.ts'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { ItemSearch } from '../catalogue/ItemSearch.tsx'
import { SideTag } from '../catalogue/SideTag.tsx'
import { Consultation } from './Consultation.tsx'
import type { Chosen } from './undertaking.ts'
import { intakeWords } from './words.ts'
import './choice.css'

type BundleRow = {
  jurisdiction: Chosen['deciding']
  document: { code: string; name: string; nameEn: string }
}

/**
 * 办什么: any item of both provinces, by the keyboard; or 一件事, which is one key away. Asking needs no person; beginning
 * does, and `ready` says whether one is here.
 */
export function MatterChoice({
  place,
  ready,
  onBegin,
}: {
  place: { station?: string; jurisdiction: string }
  ready: boolean
  onBegin: (chosen: Chosen, title: Words) => void
}) {
  const t = useWords(intakeWords)
  const language = useLanguage()
  const [hit, setHit] = useState<SearchHit>()
  const box = useRef<HTMLDivElement>(null)
  // The clerk types at once: what the person asks for, or nothing, for the keys of the queue work here, too.
  useEffect(() => {
    if (!hit) box.current?.querySelector<HTMLInputElement>('[role=combobox]')?.focus({ preventScroll: true })
  }, [hit])
  const { data, isPending } = useEndpoint(listBundles, {})
  const { usual, isKnown } = useUsual(place.station)
  // Not before their order is known: a key that was read must begin what was read beside it.
  const areKnown = isKnown && !isPending
  const bundles = areKnown ? byUse(data?.bundles ?? [], usual) : []
  const begin = (bundle: BundleRow) =>
    onBegin(
      { deciding: bundle.jurisdiction, what: { kind: 'bundle', bundle: bundle.document.code } },
      { zh: bundle.document.name, en: bundle.document.nameEn },
    )
  useHotkeys(
    Object.fromEntries(
      bundles.slice(0, 9).map((bundle, i) => [`alt+${i + 1}`, () => ready && begin(bundle)]),
    ),
    !hit,
  )
  if (hit)
    return (
      <Consultation
        hit={hit}
        place={place}
        bundles={areKnown ? bundles : undefined}
        ready={ready}
        onBegin={onBegin}
        onBack={() => setHit(undefined)}
      />
    )
  return (
    <div className="lq-choice-page" ref={box}>
      {!ready && <p className="lq-choice-note">{t('personFirst')}</p>}
      {!areKnown && (
        <div className="lq-bundles" aria-hidden="true">
          <Coming />
          <Coming />
        </div>
      )}
      {bundles.length > 0 && (
        <section aria-label={t('bundles')} className="lq-bundles">
          {bundles.map((bundle, i) => (
            <button
              key={`${bundle.jurisdiction} ${bundle.document.code}`}
              type="button"
              className="lq-bundle"
              disabled={!ready}
              onClick={() => begin(bundle)}
            >
              <span className="lq-bundle-head">
                <Icon name="document" />
                <strong>{language === 'en' ? bundle.document.nameEn : bundle.document.name}</strong>
                <KeyHint keys={`alt+${i + 1}`} />
              </span>
              <span className="lq-bundle-more">
                <SideTag jurisdiction={bundle.jurisdiction} />
                {t('bundleMore', {
                  count: bundle.document.items.length,
                  target: bundle.document.minutes.target,
                  before: bundle.document.minutes.before,
                })}
              </span>
            </button>
          ))}
        </section>
      )}
      <section className="lq-card">
        <h2 className="lq-choice-title">{t('whatTitle')}</h2>
        <ItemSearch
          onChoose={setHit}
          unasked={{
            title: t('usual', { count: usual?.among ?? 0 }),
            hits: usual?.items.map(({ hit }) => hit) ?? [],
          }}
        />
      </section>
    </div>
  )
}

/** The outline of a bundle. */
function Coming() {
  return (
    <div className="lq-bundle-coming">
      <span className="lq-bone" />
      <span className="lq-bone" />
    </div>
  )
}

type Usual = OutputOf<typeof readUsual>

/**
 * What this station is asked for most, as it was when the page was opened; nothing where it never received anything, or
 * cannot be asked.
 */
function useUsual(station: string | undefined): { usual: Usual | undefined; isKnown: boolean } {
  const enabled = station !== undefined
  const { data, isPending } = useEndpoint(readUsual, { query: { station: station ?? 'none' } }, { enabled })
  const [usual, setUsual] = useState(data)
  if (!usual && data) setUsual(data)
  return { usual, isKnown: !enabled || !isPending }
}

/** The bundle asked for most first, so that one key begins it; the others as the catalogue lists them. */
function byUse<B extends BundleRow>(bundles: readonly B[], usual: Usual | undefined): B[] {
  const used = ({ jurisdiction, document }: BundleRow) =>
    usual?.bundles.find(one => one.jurisdiction === jurisdiction && one.code === document.code)?.received ?? 0
  return [...bundles].sort((a, b) => used(b) - used(a))
}
