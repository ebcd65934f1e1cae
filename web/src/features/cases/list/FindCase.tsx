import { useId, useRef } from 'react'
import { useHotkeys } from '../../../lib/hotkeys.ts'
import { useWords } from '../../../lib/i18n.ts'
import { Icon } from '../../../ui/icons.tsx'
import { KeyHint } from '../../../ui/KeyHint.tsx'
import { listWords } from './words.ts'

/** 任意号码、电话、姓名皆可查. `/` leads here from anywhere on the page. */
export function FindCase({ busy, onFind }: { busy: boolean; onFind: (text: string) => void }) {
  const t = useWords(listWords)
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useHotkeys({
    '/': () => {
      input.current?.focus()
      input.current?.select()
    },
  })
  return (
    <search>
      <form
        className="lq-find"
        onSubmit={event => {
          event.preventDefault()
          const text = input.current?.value.trim() ?? ''
          if (text.length >= 2) onFind(text)
        }}
      >
        <label htmlFor={id} className="lq-hidden">
          {t('find')}
        </label>
        <Icon name="search" />
        <input
          ref={input}
          id={id}
          className="lq-input"
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('findPlaceholder')}
          onKeyDown={event => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
        <KeyHint keys="/" />
        <button type="submit" className="lq-button" disabled={busy}>
          {t('findGo')}
        </button>
      </form>
    </search>
  )
}
