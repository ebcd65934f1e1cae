import { parseTrackingCode, type TrackingCode } from '@lianqiao/model/identifiers/tracking-code.ts'
import { useId, useState } from 'react'
import { useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { homeWords } from './words.ts'

/** 查询进度 by the code on the receipt, as people type it: any case, with or without dashes. */
export function TrackByCode({
  onTrack,
  primary = false,
}: {
  onTrack: (code: TrackingCode) => void
  /** It is what its page is for. */
  primary?: boolean
}) {
  const t = useWords(homeWords)
  const id = useId()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  return (
    <form
      className="lq-field"
      onSubmit={event => {
        event.preventDefault()
        // A pasted link of a tracking page ends in its code.
        const code = parseTrackingCode(typed.trim().split('/').at(-1) ?? '')
        setWrong(code === undefined)
        if (code) onTrack(code)
      }}
    >
      <label htmlFor={id}>{t('trackCode')}</label>
      <div className="lq-code-line">
        <input
          id={id}
          className="lq-input lq-input--large lq-number"
          value={typed}
          placeholder="7K3M-9QWX-2B4C-6D8E"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={200}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          onChange={event => {
            setTyped(event.target.value)
            setWrong(false)
          }}
        />
        <button type="submit" className={`lq-button lq-button--large ${primary ? 'lq-button--primary' : ''}`}>
          {t('trackGo')}
        </button>
      </div>
      {wrong && (
        <p id={`${id}-wrong`} className="lq-fault" role="alert">
          <Icon name="warning" /> {t('trackWrong')}
        </p>
      )}
    </form>
  )
}
