import { useId, useState } from 'react'
import { useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { homeWords } from './words.ts'

/** 能在这里办吗? – the first question of everybody who comes to a border. */
export function HereSearch({ onAsk }: { onAsk: (words: string) => void }) {
  const t = useWords(homeWords)
  const id = useId()
  const [words, setWords] = useState('')
  return (
    <search>
      <form
        className="lq-here"
        onSubmit={event => {
          event.preventDefault()
          onAsk(words.trim())
        }}
      >
        <label htmlFor={id}>{t('here')}</label>
        <div className="lq-here-line">
          <input
            id={id}
            className="lq-input lq-input--large"
            type="search"
            enterKeyHint="search"
            maxLength={100}
            placeholder={t('hereExample')}
            value={words}
            onChange={event => setWords(event.target.value)}
          />
          <button type="submit" className="lq-button lq-button--yellow lq-button--large">
            <Icon name="search" /> {t('ask')}
          </button>
        </div>
      </form>
    </search>
  )
}
