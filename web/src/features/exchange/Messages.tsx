import { listMessages, MessageState, type MessageView } from '@lianqiao/model/api/exchange.ts'
import { type ReactNode, useState } from 'react'
import { formatTime } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import { LogFrame } from './LogFrame.tsx'
import { MessageDetail } from './MessageDetail.tsx'
import { useLog } from './use-log.ts'
import { causeName, exchangeWords, kindName } from './words.ts'

export interface MessageFilter {
  state?: string
  peer?: string
}

/** 报文: what left or will leave, without its content; one opens to its receipt, and a failed one is sent again. */
export function Messages({
  filter,
  onFilter,
  mayRetry,
}: {
  filter: MessageFilter
  onFilter: (filter: MessageFilter) => void
  mayRetry: boolean
}) {
  const t = useWords(exchangeWords)
  const log = useLog(listMessages, filter)
  const { all, own, nameOf } = useJurisdictions()
  const rows = log.pages?.flatMap(page => page.messages) ?? []
  const filtered = filter.state !== undefined || filter.peer !== undefined
  const choose = (name: keyof MessageFilter, value: string) => {
    const { [name]: _before, ...rest } = filter
    onFilter(value ? { ...rest, [name]: value } : rest)
  }
  return (
    <>
      <div className="lq-log-filters">
        <Choice
          label={t('state')}
          value={filter.state}
          onChange={state => choose('state', state)}
          choices={MessageState.options.map(state => [state, t(`state.${state}`)])}
        />
        <Choice
          label={t('peer')}
          value={filter.peer}
          onChange={peer => choose('peer', peer)}
          choices={all.filter(p => p.code !== own).map(p => [p.code, nameOf(p.code)])}
        />
      </div>
      <LogFrame
        log={log}
        rows={rows.length}
        empty={t(filtered ? 'noSuchMessages' : 'noMessages')}
        emptyText={t(filtered ? 'noSuchMessagesText' : 'noMessagesText')}
        heads={[t('time'), t('peer'), t('type'), t('record'), t('state')]}
        figures={[t('attempts')]}
        deed={t('details')}
      >
        {rows.map(message => (
          <Row key={message.id} message={message} peer={nameOf(message.peer)} mayRetry={mayRetry} />
        ))}
      </LogFrame>
    </>
  )
}

function Row({ message, peer, mayRetry }: { message: MessageView; peer: string; mayRetry: boolean }) {
  const t = useWords(exchangeWords)
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const { id, type, record, state, attempts, createdAt, problem } = message
  return (
    <>
      <tr>
        <td data-label={t('time')}>
          <time dateTime={createdAt}>{formatTime(createdAt, language)}</time>
        </td>
        <td data-label={t('peer')} className="lq-log-name">
          {peer}
        </td>
        <td data-label={t('type')} title={type} className="lq-log-name">
          {kindName(type, t)}
        </td>
        <td data-label={t('record')}>{record && <RecordName id={record} />}</td>
        <td data-label={t('state')}>
          <span className={`lq-message-state lq-message-state--${state}`}>{t(`state.${state}`)}</span>
          {problem && <p>{causeName(problem.code, t, problem.title)}</p>}
        </td>
        <td data-label={t('attempts')} className="lq-log-figure">
          {attempts}
        </td>
        <td>
          <button type="button" className="lq-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'hide' : 'details')} <span className="lq-hidden">{t('message', { id })}</span>
          </button>
        </td>
      </tr>
      {open && (
        <tr className="lq-message-open">
          <td colSpan={7}>
            <MessageDetail id={id} mayRetry={mayRetry} />
          </td>
        </tr>
      )}
    </>
  )
}

/** The number of a case as it is; of a hash only what tells it from others. */
function RecordName({ id }: { id: string }) {
  if (!/^[0-9a-f]{64}$/.test(id)) return <span className="lq-number">{id}</span>
  return (
    <span className="lq-number" title={id}>
      {id.slice(0, 16)}…
    </span>
  )
}

function Choice({
  label,
  value = '',
  choices,
  onChange,
}: {
  label: string
  value: string | undefined
  choices: readonly (readonly [string, string])[]
  onChange: (value: string) => void
}): ReactNode {
  const t = useWords(exchangeWords)
  return (
    <label>
      {label}
      <select className="lq-select" value={value} onChange={event => onChange(event.target.value)}>
        <option value="">{t('any')}</option>
        {choices.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
