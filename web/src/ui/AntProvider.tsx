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

/** The root font size over 16 px, as `tokens.css` sets it for large type and for walls. */
function useScale(): number {
  const large = usePreferences().type === 'large'
  const wall = useSyncExternalStore(subscribe, () => wide.matches)
  return (large ? 1.25 : 1) * (wall ? 1.25 : 1)
}

const wide = matchMedia('(min-width: 2560px)')

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener)
  return () => wide.removeEventListener('change', listener)
}
