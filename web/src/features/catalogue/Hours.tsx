import './hours.css'

/** Opening hours as they are published: a line ends between two times, never within one. */
export function Hours({ text }: { text: string }) {
  return (
    <span className="lq-hours">
      {text.split(span).map((part, i) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text stand as they stand
        i % 2 === 1 ? <span key={i}>{part}</span> : part,
      )}
    </span>
  )
}

/** From when to when: `09:00—17:30`. */
const span = /(\d{1,2}:\d{2}[—–-]\d{1,2}:\d{2})/
