import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Bundle } from '@lianqiao/model/catalogue/bundle.ts'
import { FormVersion } from '@lianqiao/model/catalogue/form.ts'
import { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import { JurisdictionProfile } from '@lianqiao/model/catalogue/jurisdiction.ts'
import { lintItem } from '@lianqiao/model/catalogue/lint.ts'
import { type ListedItem, listedHere, listedNationally } from '@lianqiao/model/catalogue/listed.ts'
import { CatalogueRow, DivisionRow, NationalItemRow } from '@lianqiao/model/catalogue/tables.ts'
import { CollaborationTask } from '@lianqiao/model/catalogue/task.ts'
import { type FieldError, problem } from '@lianqiao/model/problems/problem.ts'
import { parse } from 'csv-parse/sync'
import type { z } from 'zod'
import { shippedFolder } from '../platform/jurisdiction-files.ts'
import type { Unpublished } from './actions/publish.ts'

/** The catalogue of one jurisdiction as its folder tells it. */
export interface CatalogueFolder {
  profile: JurisdictionProfile
  divisions: DivisionRow[]
  documents: Unpublished[]
  /** The national list, which comes with the software. */
  national: ListedItem[]
}

/**
 * Read and check `jurisdictions/<code>/`: jurisdiction.json, divisions.csv, catalogue.csv, items/, forms/, bundles/ and
 * tasks/ (each may be missing but the first), and the shipped `national/`. Throws `import-refused` naming every file that
 * is wrong and why; guides that break a rule of the lint are wrong.
 */
export async function readFolder(folder: string): Promise<CatalogueFolder> {
  const faults: FieldError[] = []
  const files = reader(faults)
  const national = join(shippedFolder, 'national')
  const [profile] = await files.json(JurisdictionProfile, [join(folder, 'jurisdiction.json')])
  const items = await files.all(ItemVersion, join(folder, 'items'))
  for (const item of items) faults.push(...lintFaults(item))
  const rows = await files.table(CatalogueRow, join(folder, 'catalogue.csv'))
  const departmentName = (code: string) => profile?.departments.find(d => d.code === code)?.name ?? code
  const documents: Unpublished[] = [
    ...(await files.all(FormVersion, join(national, 'forms'))).map(document => ({
      kind: 'form' as const,
      document,
    })),
    ...(await files.all(FormVersion, join(folder, 'forms'))).map(document => ({
      kind: 'form' as const,
      document,
    })),
    ...rows.map(row => ({
      kind: 'listed' as const,
      document: listedHere(row, departmentName(row.department)),
    })),
    ...items.map(document => ({ kind: 'item' as const, document })),
    ...(await files.all(CollaborationTask, join(folder, 'tasks'))).map(document => ({
      kind: 'task' as const,
      document,
    })),
    ...(await files.all(Bundle, join(folder, 'bundles'))).map(document => ({
      kind: 'bundle' as const,
      document,
    })),
  ]
  if (profile) faults.push(...foreignFaults(profile, documents))
  const divisions = await files.table(DivisionRow, join(folder, 'divisions.csv'))
  const nationalRows = await files.table(NationalItemRow, join(national, 'items.csv'))
  if (faults.length > 0 || !profile) throw problem('import-refused', { count: faults.length }, faults)
  return { profile, divisions, documents, national: nationalRows.map(listedNationally) }
}

function lintFaults(item: ItemVersion): FieldError[] {
  return lintItem(item)
    .filter(finding => finding.severity === 'error')
    .map(({ path, zh, en }) => ({ pointer: `/items/${item.code}.json/${path.replaceAll('.', '/')}`, zh, en }))
}

/** Everything in a folder belongs to the jurisdiction whose folder it is. */
function foreignFaults({ code }: JurisdictionProfile, documents: Unpublished[]): FieldError[] {
  return documents.flatMap(({ kind, document }) =>
    'jurisdiction' in document && document.jurisdiction !== code
      ? [
          {
            pointer: `/${kind}s/${document.code}.json/jurisdiction`,
            zh: `应为 ${code}，与所在文件夹一致`,
            en: `Must be ${code}, as the folder is`,
          },
        ]
      : [],
  )
}

/** Reads files into `faults` instead of stopping at the first that is wrong. */
function reader(faults: FieldError[]) {
  const check = <S extends z.ZodType>(schema: S, value: unknown, at: string): z.infer<S>[] => {
    const parsed = schema.safeParse(value)
    if (parsed.success) return [parsed.data]
    for (const issue of parsed.error.issues)
      faults.push({ pointer: `${at}/${issue.path.join('/')}`, zh: issue.message, en: issue.message })
    return []
  }
  const readJson = async <S extends z.ZodType>(schema: S, path: string): Promise<z.infer<S>[]> => {
    const at = `/${basename(join(path, '..'))}/${basename(path)}`
    try {
      return check(schema, JSON.parse(await readFile(path, 'utf8')), at)
    } catch (error) {
      const reason = (error as Error).message
      faults.push({ pointer: at, zh: `无法读取：${reason}`, en: `Cannot be read: ${reason}` })
      return []
    }
  }
  const json = async <S extends z.ZodType>(schema: S, paths: string[]): Promise<z.infer<S>[]> =>
    (await Promise.all(paths.map(path => readJson(schema, path)))).flat()
  return {
    json,
    async all<S extends z.ZodType>(schema: S, folder: string): Promise<z.infer<S>[]> {
      const names = await ifThere(readdir(folder), [])
      return json(
        schema,
        names
          .filter(name => name.endsWith('.json'))
          .sort()
          .map(name => join(folder, name)),
      )
    },
    async table<S extends z.ZodType>(schema: S, path: string): Promise<z.infer<S>[]> {
      const text = await ifThere(readFile(path, 'utf8'), '')
      const rows = parse(text, { bom: true, columns: true, skip_empty_lines: true, trim: true }) as unknown[]
      return rows.flatMap((row, index) => check(schema, row, `/${basename(path)}/${index + 2}`))
    },
  }
}

async function ifThere<T>(reading: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise
    throw error
  }
}
