import { z } from 'zod'
import { Confirmation, ItemCode, Key } from './codes.ts'
import { ItemKind } from './item.ts'
import { CrossRegionMode } from './service.ts'
import type { CatalogueRow, NationalItemRow } from './tables.ts'

/**
 * 目录条目: an item of which only the list's row is known. It is found and shown with its department, but cannot be filed
 * before somebody publishes its guide.
 */
export const ListedItem = z.strictObject({
  code: ItemCode,
  name: z.string(),
  nameEn: z.string(),
  status: Confirmation,
  kind: ItemKind.optional(),
  department: z.strictObject({ code: Key.optional(), name: z.string() }),
  objects: z.array(z.enum(['个人', '企业'])).min(1),
  projectType: z.enum(['即办件', '承诺件']).optional(),
  modes: z.array(CrossRegionMode),
  nationalNo: z.int().positive().optional(),
  /** Of the national list: which batch, and the scene in its words. */
  batch: z.string().optional(),
  scene: z.string().optional(),
})
export type ListedItem = z.infer<typeof ListedItem>

const objectsOf = (cell: string) => cell.split('/') as ListedItem['objects']
const modesOf = (cell: string) => cell.split(';') as ListedItem['modes']

/** A row of a jurisdiction's own list; `departmentName` is what its profile calls `row.department`. */
export function listedHere(row: CatalogueRow, departmentName: string): ListedItem {
  return {
    code: row.code,
    name: row.name,
    nameEn: row.name_en,
    status: row.status,
    kind: row.kind,
    department: { code: row.department, name: departmentName },
    objects: objectsOf(row.object),
    projectType: row.project_type,
    modes: modesOf(row.modes),
    ...(row.national_no ? { nationalNo: Number(row.national_no) } : {}),
  }
}

/** A row of the national list (国办发〔2020〕35号, 〔2022〕34号). */
export function listedNationally(row: NationalItemRow): ListedItem {
  return {
    code: row.code,
    name: row.item,
    nameEn: row.item_en,
    status: 'confirmed',
    department: { name: row.lead_department },
    objects: objectsOf(row.object),
    modes: modesOf(row.mode),
    nationalNo: Number(row.no),
    batch: row.batch,
    scene: row.scene,
  }
}
