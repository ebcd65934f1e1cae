import type { TrackingCode } from '@lianqiao/model/identifiers/tracking-code.ts'
import { parseTrackingCode } from '@lianqiao/model/identifiers/tracking-code-text.ts'
import { useId, useState } from 'react'
import { useWords } from '../../lib/i18n.ts'
import { CodeFault, CodeInput } from '../../ui/input/CodeInput.tsx'
import { homeWords } from './words.ts'

/** 查询进度 by the code on the receipt, as people type it: any case, with or without dashes. */
export function TrackByCode({
  onTrack,
  asked = '',
  primary = false,
}: {
  onTrack: (code: TrackingCode) => void
  /** What was asked for in vain: it stands here to be put right, for sixteen characters are not typed twice. */
  asked?: string
  /** It is what its page is for. */
  primary?: boolean
}) {
  const t = useWords(homeWords)
  const id = useId()
  const [typed, setTyped] = useState(asked)
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
        <CodeInput
          id={id}
          value={typed}
          wrong={wrong}
          told={wrong}
          onChange={now => {
            setTyped(now)
            setWrong(false)
          }}
        />
        <button type="submit" className={`lq-button lq-button--large ${primary ? 'lq-button--primary' : ''}`}>
          {t('trackGo')}
        </button>
      </div>
      {wrong && <CodeFault of={id}>{t('trackWrong')}</CodeFault>}
    </form>
  )
}
