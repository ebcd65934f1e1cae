import type { ThemeConfig } from 'antd'

/**
 * The palette and measures of `tokens.css` for Ant Design, which counts in pixels: `scale` is what the root font size is
 * to 16 px. Two densities: `dense` for those who work with it all day, `large` where the public stands.
 */
export function themeOf(density: 'dense' | 'large', scale: number): ThemeConfig {
  const px = (dense: number, large: number) => Math.round((density === 'dense' ? dense : large) * scale)
  return {
    token: {
      colorPrimary: '#0e5a6d',
      colorInfo: '#0e5a6d',
      colorLink: '#0e5a6d',
      colorLinkHover: '#0a4150',
      colorSuccess: '#17603b',
      colorWarning: '#8a6100',
      colorError: '#a81e17',
      colorText: '#14262c',
      colorTextSecondary: '#475b63',
      colorTextTertiary: '#475b63',
      colorTextDescription: '#475b63',
      colorTextPlaceholder: '#5f737b',
      colorBorder: '#7d9097',
      colorBorderSecondary: '#d7e0e2',
      colorBgLayout: '#f3f6f6',
      fontFamily: 'var(--font)',
      fontFamilyCode: 'var(--mono)',
      fontSize: px(14, 18),
      controlHeight: px(34, 48),
      borderRadius: px(6, 6),
      // All room within and between things is a number of these steps, so it grows with the letters.
      sizeUnit: px(4, 4),
      wireframe: false,
      // A dialog that grows under the pointer swallows the click, and a turning sign waits for the end of a motion that never
      // began: then its button is read out as “loading”. What opens is there at once.
      motion: false,
    },
    components: {
      Table: {
        headerBg: '#e5f0f2',
        headerColor: '#14262c',
        headerSplitColor: 'transparent',
        rowHoverBg: '#f3f8f9',
        cellPaddingBlock: px(9, 14),
        cellPaddingInline: px(12, 16),
      },
      Form: {
        itemMarginBottom: px(16, 24),
        verticalLabelPadding: `0 0 ${px(4, 6)}px`,
        labelRequiredMarkColor: '#a81e17',
      },
      Modal: { titleFontSize: px(16, 20) },
    },
  }
}
