import { useWords } from '../../../lib/i18n.ts'
import { words } from '../../../ui/words.ts'
import '../../../ui/state/state.css'
import './case.css'

/** The outline of a case: its head, the next step, what it rests on and what happened, each where it will stand. */
export function LoadingCase() {
  const t = useWords(words)
  return (
    <div className="lq-case lq-loading" role="status">
      <span className="lq-hidden">{t('loading')}</span>
      <div className="lq-card lq-case-head">
        <Lines of={[40, 24, 72, 56, 16, 48]} />
      </div>
      <div className="lq-case-columns">
        <div className="lq-case-part">
          <Card lines={[16, 32]} />
          <Card lines={[16, 64, 80]} />
        </div>
        <div className="lq-case-part">
          <Card lines={[16, 80, 64, 72, 56, 80, 64, 72]} />
        </div>
        <div className="lq-case-part lq-case-aside">
          <Card lines={[24, 80, 64, 80, 72, 80]} />
        </div>
      </div>
    </div>
  )
}

function Card({ lines }: { lines: readonly number[] }) {
  return (
    <div className="lq-card">
      <Lines of={lines} />
    </div>
  )
}

/** Lines of text to come, each so many per cent of the width. */
function Lines({ of }: { of: readonly number[] }) {
  return (
    <div className="lq-bones">
      {of.map((length, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of an outline are alike
        <span key={at} className="lq-bone" style={{ inlineSize: `${length}%` }} />
      ))}
    </div>
  )
}
