/** 联桥: the arch that joins two banks, and over it the four petals of forsythia (连翘). */
export function Mark({ className = '' }: { className?: string }) {
  return <img className={`lq-mark ${className}`} src="/mark.svg" alt="" />
}
