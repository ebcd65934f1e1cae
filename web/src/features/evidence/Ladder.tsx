import { ladderFor, type Rung, rungNames } from '@lianqiao/model/catalogue/ladder.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import type { Matter, Provided, Pull } from '../intake/matter.ts'
import type { Want } from './wants.ts'
import { evidenceWords } from './words.ts'

/** What each rung makes of the document. */
const ways: Record<Exclude<Rung, 'retry'>, Provided['by']> = {
  letter: 'later',
  declaration: 'declaration',
  scan: 'scan',
}

/**
 * 调取不成: why, in plain words, and what next, from the least trouble to the most. The counter is never closed for want of
 * a network.
 */
export function Ladder({
  want,
  failure,
  onRetry,
  onChange,
}: {
  want: Want
  failure: Extract<Pull, { state: 'failed' }>
  onRetry: () => void
  onChange: (next: (now: Matter) => Matter) => void
}) {
  const t = useWords(evidenceWords)
  const language = useLanguage()
  const [document] = want.documents
  const { reason, next } = ladderFor(document ?? { source: '申请人自备' }, failure)
  const take = (rung: Rung) => {
    if (rung === 'retry') return onRetry()
    if (!document) return
    const provided: Provided = { by: ways[rung], files: [], originalSeen: false }
    onChange(now => ({
      ...now,
      pulls: { ...now.pulls, [want.resource]: { ...failure, tried: [...failure.tried, rung] } },
      documents: { ...now.documents, [document.code]: provided },
    }))
    if (rung === 'scan') focusScan(document.code)
  }
  const rungs = document ? next : next.filter(rung => rung === 'retry')
  return (
    <div className="lq-ladder">
      <p>
        {reason[language]}
        {language === 'zh' ? '。' : '. '}
        {document ? t('ladderLead') : t('typeIt')}
      </p>
      <div className="lq-ladder-rungs">
        {rungs.map((rung, i) => (
          <button
            key={rung}
            type="button"
            className={`lq-button ${i === 0 ? 'lq-button--yellow' : ''}`}
            onClick={() => take(rung)}
          >
            {i + 1}. {rungNames[rung][language]}
          </button>
        ))}
        {failure.tried.map(rung => (
          <span key={rung} className="lq-tag">
            {t('taken', { rung: rungNames[rung][language] })}
          </span>
        ))}
      </div>
    </div>
  )
}

/** Put the cursor where the scan of a document is taken, once it is drawn. */
function focusScan(code: string): void {
  requestAnimationFrame(() => document.getElementById(`scan-${code}`)?.focus())
}
