import { Icon } from '../icons.tsx'

/** Where a tracking or verification code is typed, as people type it, or the link is pasted that ends in it. */
export function CodeInput({
  id,
  value,
  wrong,
  told,
  onChange,
}: {
  id: string
  value: string
  /** What was typed is no code. */
  wrong: boolean
  /** A `CodeFault` stands beside it. */
  told: boolean
  onChange: (typed: string) => void
}) {
  return (
    <input
      id={id}
      className="lq-input lq-input--large lq-number"
      value={value}
      placeholder="7K3M-9QWX-2B4C-6D8E"
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={200}
      aria-invalid={wrong}
      aria-describedby={told ? `${id}-fault` : undefined}
      onChange={event => onChange(event.target.value)}
    />
  )
}

/** What is wrong with the code in the input `of`. */
export function CodeFault({ of, children }: { of: string; children: string }) {
  return (
    <p id={`${of}-fault`} className="lq-fault" role="alert">
      <Icon name="warning" /> {children}
    </p>
  )
}
