import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { readTask } from '@lianqiao/model/api/catalogue.ts'
import type { ResourceField } from '@lianqiao/model/catalogue/resource.ts'
import { useEndpoint } from '../../../lib/endpoint.ts'
import { formatTime } from '../../../lib/format.ts'
import { inBoth, useLanguage, useWords } from '../../../lib/i18n.ts'
import { ClockBadge } from '../../../ui/clock/ClockBadge.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { PhaseTag } from '../../../ui/record/PhaseTag.tsx'
import { useJurisdictions } from '../../catalogue/jurisdictions.ts'
import { useNames } from '../../catalogue/names.ts'
import { named } from '../../catalogue/terms.ts'
import { FieldValue } from './FieldValue.tsx'
import { FilePreview } from './FilePreview.tsx'
import { asListed } from './form-shape.ts'
import { pageWords } from './words.ts'

export type Request = CaseView['requests'][number]

/** 协办: what was asked of another side in this case, its pledge, and what came back. */
export function Requests({ view }: { view: CaseView }) {
  return (
    <ul className="lq-requests">
      {view.requests.map(request => (
        <li key={request.id}>
          <OneRequest request={request} record={view.summary.id} />
        </li>
      ))}
    </ul>
  )
}

function OneRequest({ request, record }: { request: Request; record: CaseView['summary']['id'] }) {
  const t = useWords(pageWords)
  const language = useLanguage()
  const names = useNames()
  const { nameOf } = useJurisdictions()
  const task = useTask(request)
  const { to, department, askedAt, escalations, cancelled, clock, answer } = request
  const answered = task?.answers.find(a => a.code === answer?.answer)
  return (
    <>
      <div className="lq-requests-head">
        <strong>{task ? named(task, language) : request.name}</strong>
        <span>{t('requestTo', { side: nameOf(to), department: names.department(to, department) })}</span>
        <span>{t('requestAsked', { time: formatTime(askedAt, language) })}</span>
        {escalations > 0 && <span className="lq-urged">{t('requestUrged', { count: escalations })}</span>}
      </div>
      <div className="lq-requests-state">
        {answer ? (
          <>
            <PhaseTag
              phase={
                answered
                  ? { zh: answered.name, en: answered.nameEn }
                  : { zh: answer.answer, en: answer.answer }
              }
              tone={answer.done ? 'good' : 'bad'}
            />
            <span>{t('requestAnswered', { time: formatTime(answer.at, language) })}</span>
          </>
        ) : (
          <PhaseTag
            phase={inBoth(pageWords, cancelled ? 'requestCancelled' : 'requestWaiting')}
            tone={cancelled ? 'over' : 'waiting'}
          />
        )}
        {clock && <ClockBadge reading={clock} />}
      </div>
      {answer?.reason && <p>{t('reason', { text: answer.reason })}</p>}
      {answer?.outcome && (
        <Fields title={t('requestOutcome')} content={answer.outcome} fields={task?.output ?? []} />
      )}
      {request.input && (
        <>
          <Fields
            title={t('requestSent')}
            content={sentWith(request, task?.input)}
            fields={task?.input ?? []}
          />
          <SignedAuthority request={request} record={record} />
        </>
      )}
    </>
  )
}

/** 授权书: what the person signed, to look at; said loudly where a request came without it. */
export function SignedAuthority({
  request: { authority = [] },
  record,
}: {
  request: Request
  record: CaseView['summary']['id']
}) {
  const t = useWords(pageWords)
  if (authority.length === 0)
    return (
      <p className="lq-no-authority">
        <Icon name="warning" /> {t('noAuthority')}
      </p>
    )
  return (
    <section className="lq-case-group">
      <h3>{t('requestAuthority')}</h3>
      <div className="lq-documents-files">
        {authority.map((file, at) => (
          <FilePreview
            key={file.id}
            id={file.id}
            record={record}
            name={t('requestAuthority')}
            page={at + 1}
          />
        ))}
      </div>
    </section>
  )
}

/** What was sent, without the wrapping: first the person, by name; then what the task asks for. A file is shown, not named. */
export function sentWith(
  { input = {}, authority = [] }: Request,
  asked: readonly ResourceField[] = [],
): Record<string, unknown> {
  const { applicant, input: fields = {} } = input as Record<string, Record<string, unknown> | undefined>
  const told = asListed(
    fields,
    asked.map(field => field.name),
  ).filter(name => !authority.some(({ id }) => id === fields[name]))
  const { name, ...person } = applicant ?? {}
  return {
    ...(name === undefined ? {} : { name }),
    ...person,
    ...Object.fromEntries(told.map(key => [key, fields[key]])),
  }
}

export function Fields({
  title,
  content,
  fields,
}: {
  title: string
  content: Record<string, unknown>
  fields: readonly ResourceField[]
}) {
  const language = useLanguage()
  const t = useWords(pageWords)
  const fieldOf = (name: string) => fields.find(field => field.name === name)
  const labelOf = (name: string) => {
    const field = fieldOf(name)
    if (field) return language === 'en' ? field.labelEn : field.label
    return name === 'phone' ? t('phone') : name
  }
  return (
    <section className="lq-case-group">
      <h3>{title}</h3>
      <dl className="lq-facts lq-facts--form">
        {Object.entries(content).map(([name, value]) => (
          <div key={name}>
            <dt>{labelOf(name)}</dt>
            <dd>
              <FieldValue field={fieldOf(name)} value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** The task as the asked side publishes it. */
export function useTask(request: Pick<Request, 'to' | 'task'> | undefined) {
  const { data } = useEndpoint(
    readTask,
    { params: { jurisdiction: request?.to ?? ('' as never), code: request?.task ?? '' }, query: {} },
    { enabled: request !== undefined },
  )
  return data?.document.code === request?.task && data?.jurisdiction === request?.to
    ? data?.document
    : undefined
}
