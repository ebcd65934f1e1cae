import { useWords } from '../lib/i18n.ts'
import { words } from './words.ts'

/** The title of the window, which tabs and screen readers name first (WCAG 2.2, 2.4.2): `待办 · 联桥`. One on every page. */
export function PageTitle({ children }: { children: string }) {
  const t = useWords(words)
  return <title>{`${children} · ${t('product')}`}</title>
}
