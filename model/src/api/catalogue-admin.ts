import { z } from 'zod'
import { ItemCode, VersionNumber } from '../catalogue/codes.ts'
import { ItemVersion } from '../catalogue/item.ts'
import { endpoint } from './endpoint.ts'

/** Keeping the catalogue: drafts, and imports from a spreadsheet that are seen before anything is written. */

const Finding = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  path: z.string(),
  zh: z.string(),
  en: z.string(),
})

/** One complaint about one cell. `row` is the number in the sheet's margin; the heading row is one of them. */
export const ImportFault = z.object({
  row: z.int(),
  /** Heading of the column; of what no column holds, its name, in English as `columnEn`. */
  column: z.string(),
  columnEn: z.string().optional(),
  value: z.string(),
  severity: z.enum(['error', 'warning']),
  zh: z.string(),
  en: z.string(),
})
export type ImportFault = z.infer<typeof ImportFault>

export const ImportRow = z.object({
  row: z.int(),
  code: z.string(),
  name: z.string(),
  state: z.enum(['new', 'changed', 'unchanged', 'refused']),
  /** Version that confirming publishes. */
  version: z.int().optional(),
  /** What changes, by dotted path, as texts. */
  changes: z.array(z.object({ path: z.string(), before: z.string(), after: z.string() })),
})
export type ImportRow = z.infer<typeof ImportRow>

export const ImportPreview = z.object({
  id: z.uuid(),
  filename: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  confirmedAt: z.iso.datetime().optional(),
  /** Headings of the sheet, and the column each was taken for; none where it was not known. */
  headings: z.array(z.object({ heading: z.string(), column: z.string().optional() })),
  counts: z.object({ new: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int() }),
  rows: z.array(ImportRow),
  faults: z.array(ImportFault),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const importTemplate = endpoint({
  name: 'catalogue.template',
  summary: '下载导入模板（CSV，UTF-8），含一行示例',
  method: 'GET',
  path: '/api/catalogue/imports/template',
  permission: 'catalogue.import',
  output: 'file',
})

export const exportCatalogue = endpoint({
  name: 'catalogue.export',
  summary: '把本地现行事项清单导出为 CSV，列与导入模板相同',
  method: 'GET',
  path: '/api/catalogue/export',
  permission: 'catalogue.import',
  output: 'file',
})

export const previewImport = endpoint({
  name: 'catalogue.preview',
  summary: '上传 CSV 或 XLSX，逐行检查并预览；确认之前不写入任何内容',
  method: 'POST',
  path: '/api/catalogue/imports',
  permission: 'catalogue.import',
  query: z.object({ filename: z.string().trim().min(1).max(120) }),
  body: 'file',
  output: ImportPreview,
})

export const readImport = endpoint({
  name: 'catalogue.import',
  summary: '查看一次导入的预览',
  method: 'GET',
  path: '/api/catalogue/imports/:id',
  permission: 'catalogue.import',
  params: z.object({ id: z.uuid() }),
  output: ImportPreview,
})

export const confirmImport = endpoint({
  name: 'catalogue.confirm',
  summary: '确认导入：全部发布，或一行也不写入',
  method: 'POST',
  path: '/api/catalogue/imports/:id/confirm',
  permission: 'catalogue.import',
  params: z.object({ id: z.uuid() }),
  output: ImportPreview,
})

export const saveDraft = endpoint({
  name: 'catalogue.draft',
  summary: '保存一份办事指南草稿并体检；已发布的版本不能再改',
  method: 'PUT',
  path: '/api/catalogue/drafts/:code',
  permission: 'catalogue.import',
  params: z.object({ code: ItemCode }),
  body: ItemVersion,
  output: z.object({ version: z.int(), findings: z.array(Finding) }),
})

export const publishDraft = endpoint({
  name: 'catalogue.publish',
  summary: '发布草稿：冻结该版本，按生效日期启用，并告知各协议方',
  method: 'POST',
  path: '/api/catalogue/drafts/:code/publish',
  permission: 'catalogue.import',
  params: z.object({ code: ItemCode }),
  body: z.object({ version: VersionNumber }),
  output: z.object({ version: z.int(), digest: z.string() }),
})
