import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useMemo, useSyncExternalStore } from 'react'
import { useLanguage } from '../lib/i18n.ts'
import { usePreferences } from '../lib/preferences.ts'
import { themeOf } from './theme.ts'

/** Ant Design in our palette, language and size. Around everything that uses it; plain parts of the kit need it not. */
export function AntProvider({ density, children }: { density: 'dense' | 'large'; children: ReactNode }) {
  const scale = useScale()
  const language = useLanguage()
  const theme = useMemo(() => themeOf(density, scale), [density, scale])
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
      variant="outlined"
    >
      {children}
    </ConfigProvider>
  )
}

/** What the root font size is to 16 px, as `tokens.css` sets it for large type and for walls. */
function useScale(): number {
  usePreferences()
  return useSyncExternalStore(
    subscribe,
    () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16,
  )
}

/**
 * Told once the page is laid out anew, for a window tells of its size before the sheets have heard of it; and in the next
 * frame, for what is drawn then lays the page out once more.
 */
function subscribe(listener: () => void): () => void {
  const observer = new ResizeObserver(() => requestAnimationFrame(listener))
  observer.observe(document.documentElement)
  return () => observer.disconnect()
}
