/** The bridge over the Wujiang with forsythia on both banks: line on deep teal, for the banner alone. */
export function BridgeDrawing() {
  return (
    <svg className="lq-bridge" viewBox="0 0 1200 220" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeLinecap="round" opacity="0.7">
        <path strokeWidth="5" d="M-4000 150H5200" />
        <path strokeWidth="3" d="M120 150Q360 -10 600 150Q840 -10 1080 150" />
        <path strokeWidth="1.5" d={hangers.map(([x, y]) => `M${x} ${y}V150`).join('')} />
        <path strokeWidth="2" opacity="0.5" d="M40 185h220M330 198h300M560 180h180M800 196h280M960 178h180" />
      </g>
      {blossoms.map(([x, y, size]) => (
        <g key={`${x}`} transform={`translate(${x} ${y}) scale(${size})`} fill="var(--forsythia)">
          <path d="M0 0C-5 -6 -5 -14 0 -18C5 -14 5 -6 0 0M0 0C-5 6 -5 14 0 18C5 14 5 6 0 0M0 0C-6 -5 -14 -5 -18 0C-14 5 -6 5 0 0M0 0C6 -5 14 -5 18 0C14 5 6 5 0 0" />
        </g>
      ))}
    </svg>
  )
}

/** Points on both arches: x, and the height of the quadratic curve there. */
const hangers = [120, 600].flatMap(from =>
  Array.from({ length: 11 }, (_, i) => {
    const t = (i + 1) / 12
    return [from + 480 * t, 150 - 320 * t * (1 - t)] as const
  }),
)

const blossoms = [
  [46, 116, 1],
  [86, 88, 0.7],
  [22, 76, 0.55],
  [1158, 112, 1],
  [1116, 84, 0.7],
  [1180, 72, 0.55],
] as const
