import type { WidgetProps } from '@rjsf/utils'
import { DivisionSelect } from '../../ui/input/DivisionSelect.tsx'
import { FileDrop } from '../../ui/input/FileDrop.tsx'
import { IdCardInput } from '../../ui/input/IdCardInput.tsx'
import { describing } from '../FieldTemplate.tsx'

/** 公民身份号码. */
export function IdCardWidget({
  id,
  value,
  required,
  disabled,
  schema,
  rawErrors,
  onChange,
  onBlur,
}: WidgetProps) {
  return (
    <IdCardInput
      id={id}
      value={value ?? ''}
      required={required === true}
      disabled={disabled === true}
      describedBy={
        describing(id, { help: schema.description !== undefined, fault: (rawErrors?.length ?? 0) > 0 })[
          'aria-describedby'
        ]
      }
      onChange={text => onChange(text || undefined)}
      onBlur={() => onBlur(id, value)}
    />
  )
}

/** 区划, down to the community. */
export function DivisionWidget({ id, value, label, disabled, readonly, onChange }: WidgetProps) {
  return (
    <DivisionSelect
      id={id}
      label={label}
      value={value}
      disabled={disabled === true || readonly === true}
      onChange={onChange}
    />
  )
}

/** One scan or photograph; the form holds its id. */
export function UploadWidget({ id, value, label, disabled, readonly, onChange }: WidgetProps) {
  return (
    <FileDrop
      id={id}
      label={label}
      multiple={false}
      disabled={disabled === true || readonly === true}
      files={typeof value === 'string' ? [{ id: value }] : []}
      onChange={files => onChange(files.at(-1)?.id)}
    />
  )
}
