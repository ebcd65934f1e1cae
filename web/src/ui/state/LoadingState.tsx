import { useWords } from '../../lib/i18n.ts'
import { words } from '../words.ts'
import './state.css'

/** The outline of what is coming, so that nothing jumps when it arrives. `rows` lines; a list or a page. */
export function LoadingState({ rows = 4, shape = 'list' }: { rows?: number; shape?: 'list' | 'page' }) {
  const t = useWords(words)
  return (
    <div className={`lq-loading lq-loading--${shape}`} role="status">
      <span className="lq-hidden">{t('loading')}</span>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a skeleton are alike
        <span key={i} className="lq-bone" style={{ inlineSize: `${widths[i % widths.length]}%` }} />
      ))}
    </div>
  )
}

/** Per cent of the width: uneven, as lines of text are. */
const widths = [92, 78, 86, 64, 90, 72]
