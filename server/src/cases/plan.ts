import type { OpenMatter } from '@lianqiao/model/api/matters.ts'
import type { Bundle } from '@lianqiao/model/catalogue/bundle.ts'
import type { FormVersion } from '@lianqiao/model/catalogue/form.ts'
import type { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import type { PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import type { Digest, Instant } from '@lianqiao/model/records/action.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { getBundle, getForm, getItem } from '../catalogue/index.ts'
import type { Connection } from '../platform/database/database.ts'

/** One item to be opened, now or by an event of another. */
export interface PlannedItem {
  part: { bundle: string; key: string } | undefined
  item: { document: ItemVersion; digest: Digest }
  label: string
  now: boolean
}

/** What a matter consists of: its form, and its items under one bundle or alone. */
export interface Plan {
  form: FormVersion
  bundle: Bundle | undefined
  items: PlannedItem[]
}

/** What a case was handed in with: its bundle, or its item alone, as the deciding side had published it when the case began. */
export function planOfCase(
  db: Connection,
  { data: { deciding, item, part }, openedAt }: RecordState<PermitData>,
): Promise<Plan> {
  const what = part
    ? ({ kind: 'bundle', bundle: part.bundle } as const)
    : ({ kind: 'item', item: item.code } as const)
  return planMatter(db, { deciding, what } as never, openedAt)
}

/** Work out what is handed in, from the catalogue of the jurisdiction that decides, as in force now. */
export async function planMatter(
  db: Connection,
  matter: Pick<OpenMatter, 'deciding' | 'what'>,
  at: Instant,
): Promise<Plan> {
  const { deciding: jurisdiction, what } = matter
  if (what.kind === 'item') {
    const item = await getItem(db, { jurisdiction, code: what.item }, at)
    const form = await getForm(db, { jurisdiction, code: item.document.form }, at)
    const planned = { part: undefined, item, label: item.document.name, now: true }
    return { form: form.document, bundle: undefined, items: [planned] }
  }
  const { document: bundle } = await getBundle(db, { jurisdiction, code: what.bundle }, at)
  const form = await getForm(db, { jurisdiction, code: bundle.form }, at)
  const items = await Promise.all(
    bundle.items.map(async ({ key, item, label, first }) => ({
      part: { bundle: bundle.code, key },
      item: await getItem(db, { jurisdiction, code: item }, at),
      label,
      now: first,
    })),
  )
  return { form: form.document, bundle, items }
}
