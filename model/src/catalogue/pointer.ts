/** JSON Pointer (RFC 6901) into the content of a form. */

/** The names that a pointer walks by. */
export function segments(pointer: string): string[] {
  return pointer
    .slice(1)
    .split('/')
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** What stands there, `undefined` where nothing does. */
export function valueAt(content: unknown, pointer: string): unknown {
  return segments(pointer).reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), content)
}

/** A copy with `set` standing there, made where it was not; `undefined` takes it away. The same content if nothing changes. */
export function putAt(content: unknown, pointer: string, set: unknown): Record<string, unknown> {
  return put(content, segments(pointer), set)
}

function put(value: unknown, [name, ...rest]: string[], set: unknown): Record<string, unknown> {
  const object = isObject(value) ? value : {}
  if (name === undefined) return object
  const next = rest.length > 0 ? put(object[name], rest, set) : set
  if (Object.is(next, object[name])) return object
  const { [name]: _old, ...others } = object
  return next === undefined ? others : { ...object, [name]: next }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
