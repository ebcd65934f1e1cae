import { Bone, LoadingState } from '../../ui/state/LoadingState.tsx'
import './guide.css'

/** The outline of a guide: its head, the question of the place, four facts, what to bring and what not. */
export function GuideLoading() {
  return (
    <LoadingState>
      <div className="lq-guide">
        <GuideHeadLoading lines={2} />
        <div className="lq-card">
          <p className="lq-guide-heading">
            <Bone width={24} />
          </p>
          <VerdictLoading />
        </div>
        <div className="lq-guide-facts">
          {['time', 'visits', 'fee', 'online'].map(fact => (
            <div key={fact} className="lq-card">
              <Bone width={50} />
              <Bone width={70} />
              <Bone width={60} />
            </div>
          ))}
        </div>
        <div className="lq-guide-documents">
          {['bring', 'shared'].map(list => (
            <div key={list} className="lq-card">
              <p className="lq-guide-heading">
                <Bone width={36} />
              </p>
              <Bone width={48} />
              <Bone width={90} />
              <Bone width={56} />
              <Bone width={84} />
            </div>
          ))}
        </div>
      </div>
    </LoadingState>
  )
}

/** Of an item of which only the list is known. */
export function ListedLoading() {
  return (
    <LoadingState>
      <div className="lq-guide">
        <GuideHeadLoading lines={0} />
        <div className="lq-card">
          <p className="lq-guide-heading">
            <Bone width={24} />
          </p>
          <Bone width={92} />
          <Bone width={30} />
          <Bone width={34} />
        </div>
      </div>
    </LoadingState>
  )
}

/** Of the answer whether it can be done here. */
export function VerdictLoading() {
  return (
    <div className="lq-verdict-coming">
      <p className="lq-verdict-word">
        <Bone width={28} />
      </p>
      <Bone width={80} />
      <Bone width={46} />
      <Bone width={60} />
      <Bone width={38} />
    </div>
  )
}

/** Whose and what, its name, and `lines` more below. */
function GuideHeadLoading({ lines }: { lines: number }) {
  return (
    <header>
      <p>
        <Bone width={22} />
      </p>
      <p className="lq-guide-name">
        <Bone width={30} />
      </p>
      {[44, 30].slice(0, lines).map(width => (
        <p key={width}>
          <Bone width={width} />
        </p>
      ))}
    </header>
  )
}
