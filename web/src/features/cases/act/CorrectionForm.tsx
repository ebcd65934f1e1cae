import { useContext } from 'react'
import { inLanguage } from '../../../forms/schema.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { Icon } from '../../../ui/icons.tsx'
import { named } from '../../catalogue/terms.ts'
import { useGuide } from '../page/Documents.tsx'
import { type FormField, fieldsOf } from '../page/form-shape.ts'
import { useFormOf } from '../page/use-form-of.ts'
import { Faults } from './fields.tsx'
import { actForm, type FieldsProps } from './form.ts'
import { actWords } from './words.ts'

interface Point {
  /** For the screen alone: which row is which. */
  key: string
  document: string
  /** Where it is about a field of the form. */
  field?: FormField | undefined
  text: string
}
interface Typed {
  points: Point[]
}

const emptyPoint = (): Point => ({ key: crypto.randomUUID(), document: '', text: '' })

/** 补正告知: all points at once, each of a document or of the whole; the guide's review points are a click away. */
export const requireCorrection = actForm<Typed>({
  begin: () => ({ points: [emptyPoint()] }),
  Fields: CorrectionFields,
  send: ({ points }) => ({
    body: {
      points: points.map(({ document, field, text }) => ({
        ...(document ? { document } : {}),
        ...(field ? { field } : {}),
        text,
      })),
    },
  }),
  wide: true,
})

function CorrectionFields({ view, typed: { points }, set }: FieldsProps<Typed>) {
  const t = useWords(actWords)
  const { data } = useGuide(view)
  const change = (key: string, part: Partial<Point>) =>
    set({ points: points.map(point => (point.key === key ? { ...point, ...part } : point)) })
  const add = (point: Point) =>
    set({ points: [...points.filter(p => p.text.trim() || p.document || p.field), point] })
  const unused = (data?.document.reviewPoints ?? []).filter(({ text }) => !points.some(p => p.text === text))
  return (
    <>
      <p className="lq-once">
        <Icon name="warning" /> {t('pointsOnce')}
      </p>
      <ol className="lq-point-rows">
        {points.map((point, at) => (
          <PointRow
            key={point.key}
            view={view}
            point={point}
            at={at}
            onChange={part => change(point.key, part)}
            {...(points.length > 1
              ? { onRemove: () => set({ points: points.filter(p => p.key !== point.key) }) }
              : {})}
          />
        ))}
      </ol>
      {points.length < 30 && (
        <button
          type="button"
          className="lq-button lq-start"
          onClick={() => set({ points: [...points, emptyPoint()] })}
        >
          ＋ {t('pointAdd')}
        </button>
      )}
      {unused.length > 0 && (
        <div className="lq-suggestions lq-suggestions--long">
          <span>{t('reviewPoints')}</span>
          {unused.map(({ key, text, document = '' }) => (
            <button key={key} type="button" onClick={() => add({ ...emptyPoint(), document, text })}>
              {text}
            </button>
          ))}
        </div>
      )}
    </>
  )
}

/**
 * The fields of the form that the case was filed on, but for the declaration, which is no statement of facts. `title` goes
 * into the notice, which is Chinese; `shown` is for the reader.
 */
function useFields(view: FieldsProps<Typed>['view']): (FormField & { shown: string })[] {
  const language = useLanguage()
  const form = useFormOf(view)
  if (!form || form === 'loading' || !view.form) return []
  const shown = new Map(
    fieldsOf(inLanguage(form.schema, language), view.form).map(({ at, title }) => [at, title]),
  )
  return fieldsOf(form.schema, view.form)
    .filter(({ at }) => at !== '/declaration')
    .map(field => ({ ...field, shown: shown.get(field.at) ?? field.title }))
}

function PointRow({
  view,
  point: { document, field, text },
  at,
  onChange,
  onRemove,
}: {
  view: FieldsProps<Typed>['view']
  point: Point
  at: number
  onChange: (part: Partial<Point>) => void
  onRemove?: () => void
}) {
  const t = useWords(actWords)
  const language = useLanguage()
  const fault = useContext(Faults)[`/points/${at}/text`]
  const { data } = useGuide(view)
  const fields = useFields(view)
  const name = t('pointOf', { count: at + 1 })
  return (
    <li aria-label={name}>
      <div className="lq-point-line">
        <span>{name}</span>
        <select
          className="lq-select"
          aria-label={`${name} ${t('pointDocument')}`}
          value={field?.at ?? document}
          onChange={event => {
            const chosen = fields.find(one => one.at === event.target.value)
            onChange({
              document: chosen ? '' : event.target.value,
              field: chosen && { at: chosen.at, title: chosen.title },
            })
          }}
        >
          <option value="">{t('pointGeneral')}</option>
          <optgroup label={t('pointDocuments')}>
            {data?.document.documents.map(one => (
              <option key={one.code} value={one.code}>
                {named(one, language)}
              </option>
            ))}
          </optgroup>
          {fields.length > 0 && (
            <optgroup label={t('pointFields')}>
              {fields.map(({ at: pointer, shown }) => (
                <option key={pointer} value={pointer}>
                  {shown}
                </option>
              ))}
            </optgroup>
          )}
        </select>
        {onRemove && (
          <button
            type="button"
            className="lq-button lq-button--quiet"
            aria-label={t('pointRemove', { count: at + 1 })}
            onClick={onRemove}
          >
            <Icon name="cross" />
          </button>
        )}
      </div>
      <textarea
        className="lq-input"
        aria-label={`${name} ${t('pointText')}`}
        aria-invalid={fault !== undefined}
        placeholder={t('pointText')}
        rows={2}
        maxLength={500}
        value={text}
        onChange={event => onChange({ text: event.target.value })}
      />
      {fault && (
        <p className="lq-fault">
          <Icon name="warning" /> {fault}
        </p>
      )}
    </li>
  )
}
