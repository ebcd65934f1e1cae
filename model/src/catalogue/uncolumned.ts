import type { Words } from '../records/procedure.ts'
import type { ItemVersion } from './item.ts'
import type { ItemLimits } from './item-limits.ts'

/** The parts of a guide that no column of an item list holds: made where the guide is kept, not in a sheet. */
const parts = {
  version: { zh: '版本', en: 'Version' },
  jurisdiction: { zh: '辖区', en: 'Jurisdiction' },
  status: { zh: '证实情况', en: 'Confirmation' },
  unconfirmed: { zh: '未经证实的内容', en: 'What is not confirmed' },
  nationalNo: { zh: '国家清单序号', en: 'Number in the national list' },
  'limits.acceptance': { zh: '受理期限', en: 'Time for acceptance' },
  'limits.correction': { zh: '补正期限', en: 'Time for correction' },
  'limits.delivery': { zh: '送达期限', en: 'Time for delivery' },
  'limits.transfer': { zh: '转送期限', en: 'Time for passing on' },
  'limits.asked': { zh: '协办时限', en: 'Time for collaboration' },
  flow: { zh: '办理流程', en: 'Steps' },
  specialProcedures: { zh: '特别程序', en: 'Special procedures' },
  reviewPoints: { zh: '审查要点', en: 'Review points' },
  differences: { zh: '两地差异', en: 'Differences between both sides' },
  en: { zh: '英文对照', en: 'English texts' },
} satisfies { [path in keyof ItemVersion | `limits.${keyof ItemLimits}`]?: Words }

/** What people call the part of a guide at a dotted path, where no column is called so. */
export function partAt(path: string): Words {
  const found = Object.entries(parts).find(([part]) => path === part || path.startsWith(`${part}.`))
  return found ? found[1] : { zh: path, en: path }
}
