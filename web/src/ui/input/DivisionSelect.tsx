import { listDivisions } from '@lianqiao/model/api/catalogue.ts'
import { useId } from 'react'
import { useEndpoint } from '../../lib/endpoint.ts'
import { useWords } from '../../lib/i18n.ts'
import { inputWords } from './words.ts'
import './division-select.css'

/**
 * 地址 down to the community: twelve digits of 统计用区划代码, chosen in three steps. Native lists, because a telephone and
 * a screen reader know them best. `onChange` tells the deepest code chosen so far (6, 9 or 12 digits); the form's schema
 * asks for twelve.
 */
export function DivisionSelect({
  value,
  onChange,
  id: given,
  disabled = false,
  label,
}: {
  value: string | undefined
  onChange: (code: string | undefined) => void
  id?: string
  disabled?: boolean
  /** What the three lists together ask for. */
  label: string
}) {
  const own = useId()
  const id = given ?? own
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside a form row would need its own legend line
    <div className="lq-division" role="group" aria-label={label}>
      {levels.map(({ level, digits }, depth) => (
        <Level
          key={level}
          id={depth === 0 ? id : `${id}-${level}`}
          level={level}
          label={label}
          parent={depth === 0 ? undefined : upTo(value, levels[depth - 1]?.digits ?? 0)}
          top={depth === 0}
          value={upTo(value, digits)}
          disabled={disabled}
          onChange={onChange}
        />
      ))}
    </div>
  )
}

// A code begins with the code of what it lies in.
const levels = [
  { level: 'county', digits: 6 },
  { level: 'street', digits: 9 },
  { level: 'community', digits: 12 },
] as const

function upTo(code: string | undefined, digits: number): string | undefined {
  return code && code.length >= digits ? code.slice(0, digits) : undefined
}

function Level(props: {
  id: string
  level: (typeof levels)[number]['level']
  label: string
  parent: string | undefined
  top: boolean
  value: string | undefined
  disabled: boolean
  onChange: (code: string | undefined) => void
}) {
  const { id, level, label, parent, top, value, disabled, onChange } = props
  const t = useWords(inputWords)
  const asked = top || parent !== undefined
  const { data, isPlaceholderData } = useEndpoint(
    listDivisions,
    { query: parent ? { parent } : {} },
    { enabled: asked },
  )
  // Those of another parent are none of this one's.
  const divisions = asked && !isPlaceholderData ? data?.divisions : undefined
  return (
    <select
      id={id}
      className="lq-select"
      aria-label={`${label} ${t(level)}`}
      disabled={disabled || !asked}
      value={value ?? ''}
      onChange={event => onChange(event.target.value || parent)}
    >
      <option value="">{t(`choose.${level}`)}</option>
      {/* What was chosen is chosen, also before the list tells its name. */}
      {value && !divisions && <option value={value}>{value}</option>}
      {divisions?.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  )
}
