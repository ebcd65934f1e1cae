import { type ReactNode, useState } from 'react'
import { ClockBadge } from '../ui/clock/ClockBadge.tsx'
import { CompareTable } from '../ui/compare/CompareTable.tsx'
import { DivisionSelect } from '../ui/input/DivisionSelect.tsx'
import { FileDrop } from '../ui/input/FileDrop.tsx'
import { IdCardInput } from '../ui/input/IdCardInput.tsx'
import type { StoredFile } from '../ui/input/use-uploads.ts'
import { KeyHint } from '../ui/KeyHint.tsx'
import { ProblemAlert } from '../ui/problem/ProblemAlert.tsx'
import { Qr } from '../ui/Qr.tsx'
import { PhaseTag } from '../ui/record/PhaseTag.tsx'
import { Timeline } from '../ui/record/Timeline.tsx'
import { EmptyState } from '../ui/state/EmptyState.tsx'
import { LoadingState } from '../ui/state/LoadingState.tsx'
import { clocks, now, problem, refusal, timeline } from './fixtures.ts'
import './gallery.css'

/** Every small part, in its states. */
export function KitPage() {
  return (
    <main className="gallery">
      <h1>联桥 · Lianqiao kit</h1>
      <Part name="ClockBadge">
        {Object.entries(clocks).map(([name, reading]) => (
          <div key={name}>
            <ClockBadge reading={reading} now={now} />
          </div>
        ))}
        <ClockBadge reading={clocks.today as never} now={now} layout="column" />
      </Part>
      <Part name="PhaseTag">
        <PhaseTag phase={{ zh: '待受理', en: 'To be accepted' }} tone="ours" />
        <PhaseTag phase={{ zh: '待补正', en: 'Awaiting corrections' }} tone="waiting" />
        <PhaseTag phase={{ zh: '准予', en: 'Granted' }} tone="good" />
        <PhaseTag phase={{ zh: '不予受理', en: 'Refused' }} tone="bad" />
        <PhaseTag phase={{ zh: '申请人撤回', en: 'Withdrawn' }} tone="over" />
      </Part>
      <Part name="Buttons">
        <button type="button" className="lq-button lq-button--primary">
          受理 <KeyHint keys="ctrl+enter" />
        </button>
        <button type="button" className="lq-button">
          次要 Secondary
        </button>
        <button type="button" className="lq-button lq-button--quiet">
          安静 Quiet
        </button>
        <button type="button" className="lq-button" disabled>
          不可用 Disabled
        </button>
        <button type="button" className="lq-button lq-button--yellow lq-button--large">
          查一查
        </button>
        <KeyHint keys="alt+1" />
        <KeyHint keys="escape" />
      </Part>
      <Part name="Timeline">
        <div className="lq-card">
          <Timeline entries={timeline} />
        </div>
      </Part>
      <Part name="ProblemAlert">
        <ProblemAlert
          problem={problem}
          titleOf={p => ({ '/applicant/phone': '联系电话', '/residence/division': '现住址' })[p] ?? p}
          onField={() => {}}
        />
        <ProblemAlert problem={refusal} onRetry={() => {}} />
      </Part>
      <Part name="CompareTable">
        <CompareTable
          caption="居住证申领"
          mine="苏 浦口"
          theirs="皖 和县"
          rows={[
            {
              key: 'limit',
              label: '承诺时限',
              mine: '10 个工作日',
              theirs: '15 个自然日',
              differs: true,
            },
            { key: 'fee', label: '收费', mine: '不收费', theirs: '不收费', differs: false },
            { key: 'photo', label: '本人相片', mine: '现场拍摄', theirs: undefined, differs: true },
            { key: 'visits', label: '到现场次数', mine: '1 次', theirs: '1 次', differs: false },
          ]}
        />
      </Part>
      <Part name="Inputs">
        <Inputs />
      </Part>
      <Part name="EmptyState, LoadingState, Qr">
        <div className="lq-card">
          <EmptyState
            title="暂无待办"
            action={
              <button type="button" className="lq-button">
                查看全部
              </button>
            }
          >
            新的办件会自动出现在这里。
          </EmptyState>
        </div>
        <div className="lq-card">
          <LoadingState />
        </div>
        <Qr text="https://example.org/track/7K3M-9QWX-2B4C-6D8E" label="查询进度的二维码" />
      </Part>
    </main>
  )
}

function Inputs() {
  const [right, setRight] = useState('11010519491231002X')
  const [wrong, setWrong] = useState('110105194912310021')
  const [half, setHalf] = useState('1101051949')
  const [division, setDivision] = useState<string | undefined>('320111005')
  const [files, setFiles] = useState<StoredFile[]>([{ id: '0', name: '租赁合同-第1页.jpg' }])
  return (
    <div className="lq-card gallery-inputs">
      {(
        [
          ['正确', right, setRight],
          ['校验不符', wrong, setWrong],
          ['未填完', half, setHalf],
        ] as const
      ).map(([name, value, set]) => (
        <div key={name} className="lq-field">
          <label htmlFor={name}>公民身份号码（{name}）</label>
          <IdCardInput id={name} value={value} onChange={set} />
        </div>
      ))}
      <DivisionSelect label="现住址" value={division} onChange={setDivision} />
      <FileDrop label="租赁合同" files={files} onChange={setFiles} />
    </div>
  )
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section>
      <h2>{name}</h2>
      <div className="gallery-part">{children}</div>
    </section>
  )
}
