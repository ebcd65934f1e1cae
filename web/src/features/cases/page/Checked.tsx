import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { formatTime } from '../../../lib/format.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { Icon } from '../../../ui/icons.tsx'
import { translated } from '../../catalogue/translated.ts'
import { useDocumentNames, useGuide } from './Documents.tsx'
import { pageWords } from './words.ts'

/**
 * 收件核对: what the window went through before it received – each review point of the guide, ticked or not, the originals
 * that were seen, and the clerk's own note – so that who decides need not guess it.
 */
export function Checked({ view }: { view: CaseView }) {
  const t = useWords(pageWords)
  const language = useLanguage()
  const nameOf = useDocumentNames(view)
  const guide = useGuide(view).data?.document
  const points = (guide && translated(guide, language).reviewPoints) ?? []
  const received = view.timeline[0]
  const note = received?.body.note
  const seen = view.documents.filter(({ originalSeen }) => originalSeen)
  // What was not met is what the reader looks for.
  const checked = [...(view.checked ?? [])].sort((a, b) => Number(a.met) - Number(b.met))
  return (
    <>
      <p className="lq-soft">
        {[received?.by.name, received && formatTime(received.at, language)].filter(Boolean).join(' · ')}
      </p>
      <ul className="lq-checked">
        {checked.map(({ key, met }) => (
          <li key={key} className={`lq-checked-point ${met ? '' : 'lq-checked-not'}`}>
            <Icon name={met ? 'check' : 'warning'} />
            <span>
              {points.find(point => point.key === key)?.text ?? key}
              {!met && <strong className="lq-tag">{t('unmet')}</strong>}
            </span>
          </li>
        ))}
      </ul>
      {seen.length > 0 && (
        <p>
          <span className="lq-soft">{t('originalsSeen')}</span>{' '}
          {seen.map(({ code }) => nameOf(code)).join(language === 'en' ? ', ' : '、')}
        </p>
      )}
      {typeof note === 'string' && <p className="lq-checked-note">{t('clerkNote', { text: note })}</p>}
    </>
  )
}
