import { useState } from 'react'
import { formatList } from '../../lib/format.ts'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import type { Matter } from './matter.ts'
import { focusQuestion } from './places.ts'
import type { Undertaking } from './undertaking.ts'
import { intakeWords } from './words.ts'
import './sections.css'
import { nodeTime } from '../../lib/now.ts'

/**
 * 告知和同意: what the person is told of his data, and 《服务同意书》. He reads it on the screen turned to him or on paper, and
 * signs, or confirms on his own device; the clerk records that he did.
 */
export function Consent({
  undertaking,
  matter,
  own,
  onChange,
}: {
  undertaking: Undertaking
  matter: Matter
  /** The jurisdiction whose window this is: its texts are read. */
  own: string
  onChange: (next: (now: Matter) => Matter) => void
}) {
  const t = useWords(intakeWords)
  const language = useLanguage()
  const texts = useJurisdictions().all.find(({ code }) => code === own)?.texts
  const [by, setBy] = useState<'signature' | 'device'>('signature')
  const authorities = [...new Set(undertaking.parts.map(({ item }) => item.department.name))]
  const given = matter.consent
  const agree = () => {
    // Nobody agrees to what does not stand there to be read.
    if (!texts) return
    onChange(now => (now.consent ? now : { ...now, consent: { by, at: nodeTime().toISOString() } }))
    // The button is gone then, and the cursor must not be lost with it.
    requestAnimationFrame(focusQuestion)
  }
  useHotkeys({ 'alt+y': agree })
  const deciding = formatList(authorities, language)
  const read = (key: string) => texts?.[key]?.[language].replaceAll('{authority}', deciding)
  return (
    <section
      className={`lq-card lq-consent ${given ? 'lq-consent--given' : ''}`}
      id="section-1"
      aria-labelledby="consent-title"
      tabIndex={-1}
    >
      <header>
        <h2 id="consent-title">{t('consentTitle')}</h2>
        <KeyHint keys="alt+1" />
        {given && (
          <p className="lq-consent-given">
            <Icon name="check" /> {t(given.by === 'device' ? 'givenByDevice' : 'givenBySignature')}
          </p>
        )}
      </header>
      {!given && (
        <>
          <p className="lq-consent-text">{read('privacy-notice')}</p>
          <p className="lq-consent-text">{read('service-consent')}</p>
          <div className="lq-consent-act">
            <div className="lq-choices">
              {(['signature', 'device'] as const).map(way => (
                <label key={way} className="lq-choice">
                  <input type="radio" name="consent-by" checked={by === way} onChange={() => setBy(way)} />
                  {t(way)}
                </label>
              ))}
            </div>
            <button type="button" className="lq-button lq-button--primary" disabled={!texts} onClick={agree}>
              {t('agree')} <KeyHint keys="alt+y" />
            </button>
          </div>
        </>
      )}
    </section>
  )
}
