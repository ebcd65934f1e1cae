/**
 * 受理编号, `receiving-deciding-day-serial-check`: the day and serial, by which clerks tell cases apart, stand out; the
 * two places are said beside it anyway.
 */
export function CaseNumber({ id }: { id: string }) {
  const places = id.slice(0, 14)
  return (
    <span className="lq-number lq-case-number" translate="no">
      <span>{places}</span>
      {id.slice(14)}
    </span>
  )
}
