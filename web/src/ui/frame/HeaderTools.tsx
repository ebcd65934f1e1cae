import { useWords } from '../../lib/i18n.ts'
import { prefer, usePreferences } from '../../lib/preferences.ts'
import { Icon } from '../icons.tsx'
import { words } from '../words.ts'

/** Language and large type: in every header, for everybody, remembered. */
export function HeaderTools() {
  const t = useWords(words)
  const { language, type } = usePreferences()
  return (
    <>
      <button
        type="button"
        className="lq-button lq-button--quiet"
        aria-pressed={type === 'large'}
        onClick={() => void prefer({ type: type === 'large' ? 'normal' : 'large' })}
      >
        <span className="lq-type-icon" aria-hidden="true">
          {language === 'zh' ? '大' : 'A'}
        </span>
        <span className="lq-tool-word">{t('largeType')}</span>
      </button>
      <button
        type="button"
        className="lq-button lq-button--quiet"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        aria-label={t('otherLanguageLong')}
        onClick={() => void prefer({ language: language === 'zh' ? 'en' : 'zh' })}
      >
        <Icon name="globe" />
        <span className="lq-tool-word">{t('otherLanguage')}</span>
      </button>
    </>
  )
}
