import { create } from 'qrcode'
import { useMemo } from 'react'

/**
 * A QR code (GB/T 18284, ISO/IEC 18004) as one path, so that it prints sharp at any size. `label` says what it leads to.
 * Four modules of quiet zone, as the standard wants.
 */
export function Qr({ text, label, size = '8rem' }: { text: string; label: string; size?: string }) {
  const { path, side } = useMemo(() => draw(text), [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      style={{ inlineSize: size, blockSize: size, background: '#fff' }}
    >
      <path d={path} fill="#000" />
    </svg>
  )
}

function draw(text: string): { path: string; side: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  let path = ''
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`
  return { path, side: modules.size + 2 * quiet }
}

const quiet = 4
