import { putAt, valueAt } from '@lianqiao/model/catalogue/pointer.ts'
import { optionsAt } from '../evidence/options.ts'
import type { Matter, Source } from './matter.ts'
import type { Undertaking } from './undertaking.ts'

/**
 * 本窗口预填: who applies at a window collects there, unless he says otherwise. Put into the form where it asks, and marked;
 * what somebody has chosen stays.
 */
export function presetDelivery(
  { form: { schema } }: Undertaking,
  matter: Matter,
  station: string | undefined,
): Matter {
  const offers = optionsAt(schema, '/delivery/way').some(({ value }) => value === 'pickup')
  if (!station || !offers || matter.sources['/delivery/way']) return matter
  if (valueAt(matter.form, '/delivery/way') !== undefined) return matter
  const own = (value: string): Source => ({ resource: 'window', resourceName: '', provider: '', value })
  return {
    ...matter,
    form: putAt(putAt(matter.form, '/delivery/way', 'pickup'), '/delivery/station', station),
    sources: {
      ...matter.sources,
      '/delivery/way': own('pickup'),
      '/delivery/station': own(station),
    },
  }
}
