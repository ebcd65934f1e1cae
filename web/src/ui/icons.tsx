/**
 * The kit's own drawings, one stroke, on a grid of 24: small enough for a resident's telephone. They accompany words and
 * never replace them, so they are hidden from screen readers.
 */
// biome-ignore format: a table, laid out for the eye
const paths = {
  arrow:    'M5 12h14M13 6l6 6-6 6',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  camera:   'M4 8h3l2-3h6l2 3h3v11H4zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8z',
  check:    'M5 12.5l4.5 4.5L19 7.5',
  clock:    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  copy:     'M9 9h11v11H9zM5 15H4V4h11v1',
  cross:    'M6 6l12 12M18 6L6 18',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  eye:      'M2 12s3.5-7 10-7 10 7 10 7-3.5 7-10 7S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  download: 'M12 4v12M7 11l5 5 5-5M4 16v4h16v-4',
  exchange: 'M4 8h15M15 4l4 4-4 4M20 16H5M9 12l-4 4 4 4',
  exit:     'M10 4H4v16h6M9 12h11M16 8l4 4-4 4',
  globe:    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9s.5-6 3.5-9z',
  home:     'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  info:     'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v6M12 7.5v.01',
  lock:     'M6 11h12v10H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  pause:    'M9 6v12M15 6v12',
  person:   'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c.5-4 4-6 8-6s7.5 2 8 6',
  phone:    'M6 3h4l1.5 5-2 1.5a12 12 0 0 0 5 5l1.5-2 5 1.5v4c0 1-1 2-2 2C11 20 4 13 4 5c0-1 1-2 2-2z',
  pulse:    'M3 12h4l3-8 4 16 3-8h4',
  question: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.8v.01',
  seal:     'M12 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM9 13l-2 8 5-3 5 3-2-8',
  search:   'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5',
  upload:   'M12 16V4M7 9l5-5 5 5M4 16v4h16v-4',
  warning:  'M12 3l10 18H2zM12 10v5M12 17.8v.01',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg className={`lq-icon ${className}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
