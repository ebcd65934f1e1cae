import type { ObjectFieldTemplateProps } from '@rjsf/utils'

/** The form is a list of sections, a section a grid of fields; what lies deeper is a group within its section. */
export function ObjectTemplate({ fieldPathId, title, schema, properties }: ObjectFieldTemplateProps) {
  const depth = fieldPathId.path.length
  const fields = properties.filter(p => !p.hidden)
  // Fields that stand beside the sections get a section of their own, without a name.
  const isSection = (name: string) =>
    isObject((schema.properties?.[name] as { type?: unknown } | undefined)?.type)
  if (depth === 0) {
    return (
      <div className="lq-form-sections">
        {runs(fields, ({ name }) => isSection(name)).map(run =>
          run.apart ? (
            run.parts.map(part => part.content)
          ) : (
            <div key={run.parts[0]?.name} className="lq-form-section lq-form-grid">
              {run.parts.map(part => part.content)}
            </div>
          ),
        )}
      </div>
    )
  }
  return (
    <fieldset className={depth === 1 ? 'lq-form-section' : 'lq-form-group'}>
      {title && <legend>{title}</legend>}
      {depth === 1 && schema.description && <p className="lq-form-help">{schema.description}</p>}
      <div className="lq-form-grid">{fields.map(part => part.content)}</div>
    </fieldset>
  )
}

const isObject = (type: unknown) => type === 'object'

/** Neighbours of one kind taken together, in their order. */
function runs<T>(parts: readonly T[], isApart: (part: T) => boolean): { apart: boolean; parts: T[] }[] {
  const all: { apart: boolean; parts: T[] }[] = []
  for (const part of parts) {
    const last = all.at(-1)
    if (last && last.apart === isApart(part)) last.parts.push(part)
    else all.push({ apart: isApart(part), parts: [part] })
  }
  return all
}
