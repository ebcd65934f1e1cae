import { useWords } from '../../../lib/i18n.ts'
import { words } from '../../../ui/words.ts'
import { CaseTableHead } from './CaseTableHead.tsx'
import '../../../ui/state/state.css'

/** The outline of a list of cases: its heads, and rows of the height they will have. */
export function LoadingCases({ sorted }: { sorted?: 'clocks' | undefined }) {
  const t = useWords(words)
  return (
    <div className="lq-cases-scroll lq-cases-loading lq-loading" role="status">
      <span className="lq-hidden">{t('loading')}</span>
      <table className="lq-cases" aria-hidden="true">
        <CaseTableHead sorted={sorted} />
        <tbody>
          {rows.map(row => (
            <tr key={row}>
              <td>
                <Pair of={[13, 6]} />
              </td>
              <td className="lq-cases-what">
                <Pair of={[13, 6]} />
              </td>
              <td>
                <Pair of={[3.5, 4.5]} />
              </td>
              <td className="lq-cases-clocks">
                <Bone length={13} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** As many as fill a screen. */
const rows = Array.from({ length: 10 }, (_, row) => row)

function Pair({ of }: { of: readonly [number, number] }) {
  return (
    <div className="lq-cases-pair">
      {of.map(length => (
        <Bone key={length} length={length} />
      ))}
    </div>
  )
}

/** One line of text to come, so many rem long. */
function Bone({ length }: { length: number }) {
  return <span className="lq-bone lq-bone--line" style={{ inlineSize: `${length}rem` }} />
}
