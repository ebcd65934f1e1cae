import { actOnCase, readCase } from '@lianqiao/model/api/cases.ts'
import { readItem } from '@lianqiao/model/api/catalogue.ts'
import type { OutputOf } from '@lianqiao/model/api/endpoint.ts'
import type { openMatter } from '@lianqiao/model/api/matters.ts'
import { CommandId } from '@lianqiao/model/records/action.ts'
import { useEffect, useRef } from 'react'
import { useAction, useEndpoint } from '../../lib/endpoint.ts'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ClockBadge } from '../../ui/clock/ClockBadge.tsx'
import { Icon } from '../../ui/icons.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { Qr } from '../../ui/Qr.tsx'
import { ReceiptPaper } from './ReceiptPaper.tsx'
import { intakeWords } from './words.ts'
import './receipt.css'

type Opened = OutputOf<typeof openMatter>

/**
 * 收件完成: number and tracking code for the person, the 收件告知单 to print, what happens next and until when. Where the
 * same officer may accept, he does it here (当场受理).
 */
export function Receipt({ opened, name }: { opened: Opened; name: string }) {
  const t = useWords(intakeWords)
  const title = useRef<HTMLHeadingElement>(null)
  const [first] = opened.cases
  useEffect(() => title.current?.focus(), [])
  const address = `${location.origin}/track/${opened.trackingCode}`
  return (
    <article className="lq-receipt" aria-labelledby="receipt-title">
      <section className="lq-card lq-receipt-said">
        <h2 id="receipt-title" ref={title} tabIndex={-1}>
          <Icon name="check" /> {t('received')}
        </h2>
        <p>{name}</p>
        <div className="lq-receipt-codes">
          <Qr text={address} label={t('trackQr')} size="7.5rem" />
          <dl>
            <dt>{t('trackingCode')}</dt>
            <dd className="lq-receipt-code">
              {opened.trackingCode} <CopyButton text={opened.trackingCode} />
            </dd>
            {opened.cases.map(one => (
              <Numbers key={one.id} id={one.id} name={one.name} />
            ))}
          </dl>
        </div>
        <p className="lq-receipt-tell">{t('trackTell')}</p>
        {opened.cases.map(one => (
          <Next key={one.id} id={one.id} />
        ))}
        {opened.later.length > 0 && (
          <section>
            <h3>{t('later')}</h3>
            <ul className="lq-receipt-later">
              {opened.later.map(({ item, label }) => (
                <li key={item}>
                  <Icon name="clock" /> {first && <LaterName first={first.id} item={item} label={label} />}{' '}
                  {t('laterTell')}
                </li>
              ))}
            </ul>
          </section>
        )}
      </section>
      {first && <ReceiptPaper id={first.id} />}
    </article>
  )
}

function Numbers({ id, name }: { id: string; name: string }) {
  const language = useLanguage()
  const { data } = useEndpoint(readCase, { params: { id } })
  return (
    <>
      <dt>{(language === 'en' && data?.summary.item.nameEn) || name}</dt>
      <dd className="lq-number">
        {id} <CopyButton text={id} />
      </dd>
    </>
  )
}

/** An item that opens later, by the guide of the office that decides; until that is there, by its name in the bundle. */
function LaterName({ first, item, label }: { first: OpenedId; item: ItemCode; label: string }) {
  const english = useLanguage() === 'en'
  const { data } = useEndpoint(readCase, { params: { id: first } })
  const jurisdiction = data?.summary.deciding
  const guide = useEndpoint(
    readItem,
    { params: { jurisdiction: jurisdiction ?? '', code: item } },
    { enabled: english && jurisdiction !== undefined },
  )
  return <strong>{(english && guide.data?.document.nameEn) || label}</strong>
}

/** What happens next in one case, with its clocks, and the acceptance where this officer may give it. */
function Next({ id }: { id: OpenedId }) {
  const t = useWords(intakeWords)
  const language = useLanguage()
  const { data, error } = useEndpoint(readCase, { params: { id } })
  const { mutate, isPending, error: refused } = useAction(actOnCase, { refreshes: [readCase] })
  const accept = data?.choices.find(({ verb, refusal }) => verb === 'accept' && !refusal)
  const act = () =>
    data &&
    accept &&
    mutate({
      params: { id, verb: 'accept' },
      body: { command: CommandId.parse(crypto.randomUUID()), seen: data.seq },
    })
  useHotkeys({ 'alt+g': () => void act() }, accept !== undefined && !isPending)
  if (error) return <ProblemAlert problem={error} />
  if (!data) return null
  const running = data.clocks.filter(({ phase }) => phase !== 'stopped')
  return (
    <section className="lq-receipt-next">
      <h3>
        {t('next')} <span className="lq-tag">{data.summary.phaseWords[language]}</span>
      </h3>
      <ul>
        {running.map(clock => (
          <li key={clock.name}>
            <span>{clock.title[language]}</span> <ClockBadge reading={clock} />
          </li>
        ))}
      </ul>
      {accept && (
        <button type="button" className="lq-button lq-button--yellow" disabled={isPending} onClick={act}>
          {t('acceptNow')} <KeyHint keys="alt+g" />
        </button>
      )}
      {refused && <ProblemAlert problem={refused} />}
    </section>
  )
}

type OpenedId = Opened['cases'][number]['id']
type ItemCode = Opened['later'][number]['item']
