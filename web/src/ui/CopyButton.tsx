import { useEffect, useState } from 'react'
import { useWords } from '../lib/i18n.ts'
import { Icon } from './icons.tsx'
import { words } from './words.ts'
import './copy.css'

/** Copies a number to the clipboard, and says so. */
export function CopyButton({ text }: { text: string }) {
  const t = useWords(words)
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <button
      type="button"
      className="lq-copy"
      onClick={async () => {
        await navigator.clipboard.writeText(text)
        setCopied(true)
      }}
    >
      <Icon name={copied ? 'check' : 'copy'} />
      <span aria-live="polite">{t(copied ? 'copied' : 'copy')}</span>
    </button>
  )
}
