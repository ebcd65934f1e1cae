import { Button, Table } from 'antd'
import { useState } from 'react'
import { AntProvider } from '../ui/AntProvider.tsx'
import { ConfirmAction } from '../ui/ConfirmAction.tsx'
import { ClockBadge } from '../ui/clock/ClockBadge.tsx'
import { AppFrame } from '../ui/frame/AppFrame.tsx'
import { Icon } from '../ui/icons.tsx'
import { PhaseTag, type PhaseTone } from '../ui/record/PhaseTag.tsx'
import { clocks, now, session } from './fixtures.ts'

const links = [
  { to: '/', title: '待办 Work', icon: <Icon name="home" />, count: 12 },
  { to: '/items', title: '事项 Items', icon: <Icon name="search" /> },
  { to: '/track/$code', title: '办件 Cases', icon: <Icon name="document" /> },
]

const phases: [string, string, PhaseTone][] = [
  ['待受理', 'To be accepted', 'ours'],
  ['审查', 'Under review', 'ours'],
  ['待补正', 'Awaiting corrections', 'waiting'],
  ['待协办', 'Awaiting the other side', 'waiting'],
  ['准予', 'Granted', 'good'],
  ['不予受理', 'Refused', 'bad'],
]

const rows = Object.entries(clocks).map(([key, reading], i) => ({
  key,
  id: `340523-320111-20260226-00000${i + 1}-K`,
  item: ['居住证申领', '城乡居民基本医疗保险参保登记', '老年优待证', '个体工商户变更登记'][i % 4],
  who: ['示例·王某', '示例·李某', '示例·赵某'][i % 3],
  phase: phases[i % phases.length] ?? ['', '', 'over' as PhaseTone],
  reading,
}))

/** The staff frame with a worklist and a dialog, as a feature would use them. */
export function AppPage() {
  const [open, setOpen] = useState(new URLSearchParams(location.search).has('dialog'))
  return (
    <AntProvider density="dense">
      <AppFrame session={session} links={links} onSignOut={() => {}}>
        <h1 style={{ marginBlockEnd: '1rem' }}>待办 Work</h1>
        <Table
          rowKey="key"
          dataSource={rows}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={[
            {
              title: '受理编号 Number',
              dataIndex: 'id',
              render: id => <span className="lq-number">{id}</span>,
            },
            { title: '事项 Item', dataIndex: 'item' },
            { title: '申请人 Applicant', dataIndex: 'who' },
            {
              title: '环节 Phase',
              dataIndex: 'phase',
              render: ([zh, en, tone]) => <PhaseTag phase={{ zh, en }} tone={tone} />,
            },
            {
              title: '时限 Time limit',
              dataIndex: 'reading',
              render: reading => <ClockBadge reading={reading} now={now} layout="column" />,
            },
            {
              title: '操作 Action',
              key: 'act',
              render: () => <Button onClick={() => setOpen(true)}>办理 Open</Button>,
            },
          ]}
        />
        <ConfirmAction
          open={open}
          title="不予受理"
          act="作出不予受理决定"
          danger
          onCancel={() => setOpen(false)}
          onConfirm={() => setOpen(false)}
        >
          <div className="lq-field">
            <label htmlFor="reason">理由（将写入《不予受理决定书》）</label>
            <textarea id="reason" className="lq-input" rows={3} defaultValue="居住登记未满半年。" />
          </div>
        </ConfirmAction>
      </AppFrame>
    </AntProvider>
  )
}
