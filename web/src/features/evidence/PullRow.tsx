import { useId, useState } from 'react'
import { useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { useNames } from '../catalogue/names.ts'
import { SideTag } from '../catalogue/SideTag.tsx'
import type { Matter, Pull } from '../intake/matter.ts'
import { Ladder } from './Ladder.tsx'
import { useResourceNames } from './names.ts'
import { Preview } from './Preview.tsx'
import { isOld } from './use-pulls.ts'
import type { Want } from './wants.ts'
import { evidenceWords } from './words.ts'

/** One register: whose, for what, and what it said. */
export function PullRow({
  want,
  pull,
  asking,
  agreed,
  conditionOf,
  onPull,
  onChange,
}: {
  want: Want
  pull: Pull | undefined
  asking: boolean
  agreed: boolean
  /** A condition of the guide in the reader's language. */
  conditionOf: (judged: { key: string; text: string }) => string
  onPull: (purpose?: string) => void
  onChange: (next: (now: Matter) => Matter) => void
}) {
  const t = useWords(evidenceWords)
  const id = useId()
  const [purpose, setPurpose] = useState('')
  const old = pull !== undefined && isOld(pull)
  const state = asking ? 'asking' : old ? 'old' : (pull?.state ?? 'open')
  const name = useResourceNames()(want.resource)
  const names = useNames()
  return (
    <li className={`lq-pull lq-pull--${state}`}>
      <div className="lq-pull-head">
        <Icon name={icons[state]} />
        <span className="lq-pull-name">
          <strong>{name}</strong>
          <SideTag jurisdiction={want.provider} />
        </span>
        {want.purpose ? (
          <span className="lq-pull-purpose">{t('purpose', { purpose: names.purpose(want.purpose) })}</span>
        ) : (
          <label className="lq-pull-purpose" htmlFor={id}>
            {t('purposeAsk')}
            <select
              id={id}
              className="lq-select"
              value={purpose}
              onChange={event => setPurpose(event.target.value)}
            >
              <option value="">{t('choose')}</option>
              {want.purposes.map(one => (
                <option key={one} value={one}>
                  {names.purpose(one)}
                </option>
              ))}
            </select>
          </label>
        )}
        <span className="lq-pull-act">
          <span className="lq-pull-state" aria-live="polite">
            {t(`state.${state}`)}
          </span>
          {(state === 'open' || state === 'old') && (
            <button
              type="button"
              className="lq-button"
              disabled={!agreed || !(want.purpose ?? purpose)}
              aria-label={t('pullOne', { name })}
              onClick={() => onPull(want.purpose ?? purpose)}
            >
              {t('pull')}
            </button>
          )}
        </span>
      </div>
      {!asking && !old && pull?.state === 'found' && (
        <Preview preview={pull.preview} conditionOf={conditionOf} />
      )}
      {!asking && pull?.state === 'failed' && (
        <Ladder
          want={want}
          failure={pull}
          onRetry={() => onPull(want.purpose ?? purpose)}
          onChange={onChange}
        />
      )}
    </li>
  )
}

const icons = { open: 'document', asking: 'clock', found: 'check', old: 'clock', failed: 'warning' } as const
