import type { CaseView, ChoiceView } from '@lianqiao/model/api/case-views.ts'
import { formatList } from '../../../lib/format.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { Icon } from '../../../ui/icons.tsx'
import { useNames } from '../../catalogue/names.ts'
import { isDanger } from '../act/verbs.ts'
import { pageWords } from './words.ts'

/**
 * 下一步: one button for what the case waits for; the alternatives beside it; what is possible but not awaited, quietly;
 * and what is not possible now, with the reason.
 */
export function NextSteps({ view, onAct }: { view: CaseView; onAct: (choice: ChoiceView) => void }) {
  const t = useWords(pageWords)
  const language = useLanguage()
  const names = useNames()
  const { leader, department, ended } = view.summary
  const waited = view.requests.filter(request => !request.answer && !request.cancelled)
  // A certificate is made by the node itself; nobody does it by hand.
  const choices = view.choices.filter(({ verb }) => verb !== 'issue')
  const issuing = view.choices.some(({ verb }) => verb === 'issue')
  const open = choices.filter(choice => !choice.refusal)
  const due = open.filter(choice => !choice.optional).sort((a, b) => rankOf(a) - rankOf(b))
  const quiet = open.filter(choice => choice.optional)
  const shut = choices.filter(choice => choice.refusal && !needsNoSaying.has(choice.verb))
  // Asking for a correction is never what a case waits for.
  const primary = due[0] && rankOf(due[0]) < order.length ? due[0] : undefined
  const others = due.filter(choice => choice !== primary)
  const button = (choice: ChoiceView, look: string) => (
    <button
      key={choice.verb}
      type="button"
      className={`lq-button ${look} ${isDanger(choice.verb) ? 'lq-button--danger' : ''}`}
      onClick={() => onAct(choice)}
    >
      {choice.title[language]}
    </button>
  )
  return (
    <section className="lq-card lq-next" aria-label={t('next')}>
      <h2>{t('next')}</h2>
      {primary ? null : due.length > 0 || shut.length > 0 ? (
        shut.length > 0 && <Shut choices={shut} />
      ) : issuing ? (
        <p role="status">
          <Icon name="clock" /> {t('issuing')}
        </p>
      ) : (
        <p className="lq-soft">
          <strong className="lq-next-none">{t(ended ? 'nextEnded' : 'nextNone')}</strong>
          {!ended &&
            (waited.length > 0
              ? t('nextWaits', {
                  offices: formatList(
                    [...new Set(waited.map(({ to, department }) => names.departmentThere(to, department)))],
                    language,
                  ),
                })
              : t('nextNoneText', { office: names.departmentThere(leader, department) }))}
        </p>
      )}
      {due.length > 0 && (
        <div className="lq-next-due">
          {primary && button(primary, 'lq-button--primary lq-next-primary')}
          {others.map(choice => button(choice, ''))}
        </div>
      )}
      {quiet.length > 0 && (
        <div className="lq-next-quiet">
          <span>{t('more')}</span>
          <div>{quiet.map(choice => button(choice, 'lq-button--quiet'))}</div>
        </div>
      )}
      {primary && shut.length > 0 && <Shut choices={shut} />}
    </section>
  )
}

/** What cannot be done now, each with the reason: where nothing else is awaited, the first thing to know. */
function Shut({ choices }: { choices: readonly ChoiceView[] }) {
  const t = useWords(pageWords)
  const language = useLanguage()
  return (
    <ul className="lq-next-shut" aria-label={t('notNow')}>
      {choices.map(choice => (
        <li key={choice.verb}>
          <span aria-disabled="true">{choice.title[language]}</span> {choice.refusal?.[language]}
        </li>
      ))}
    </ul>
  )
}

/** Nobody was asked, nothing is to follow, or the case is decided here: why these are not possible is plain. */
const needsNoSaying = new Set(['answer', 'escalate', 'cancel-request', 'offer', 'supply'])

/** What people expect to do where several steps are due. */
const order = [
  'take',
  'correct',
  'accept',
  'answer',
  'supply',
  'review',
  'resume',
  'grant',
  'conclude',
  'deliver',
  'offer',
]

function rankOf({ verb }: ChoiceView): number {
  const rank = order.indexOf(verb)
  return rank < 0 ? order.length : rank
}
