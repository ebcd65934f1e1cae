import { glob, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DemoRegistry, type RegistryRow, settleRows } from '@lianqiao/model/catalogue/demo-registry.ts'
import type { DataResource } from '@lianqiao/model/catalogue/resource.ts'
import { type FieldError, problem } from '@lianqiao/model/problems/problem.ts'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { resourcesOf } from '../catalogue.ts'
import { today } from '../day.ts'
import { sealRow } from '../registry.ts'
import { replaceRows } from '../store/rows.ts'

/**
 * Load the invented registers of a demonstration, `<folder>/<resource>.json`, in the place of what those resources had;
 * dates are settled against today. All or nothing. Throws `import-refused` with every row that does not fit its resource.
 * @returns how many rows there are; none where there is no such folder.
 */
export async function importRegistry(node: Node, folder: string): Promise<number> {
  const resources = await resourcesOf(node)
  const names = (await Array.fromAsync(glob('*.json', { cwd: folder }))).sort()
  const registries = await Promise.all(names.map(name => readRegistry(join(folder, name))))
  return transaction(node.db, async tx => {
    const day = await today(node, tx)
    const faults: FieldError[] = []
    let count = 0
    for (const registry of registries) {
      const at = `/${registry.resource}`
      const resource = resources.find(r => r.code === registry.resource)
      if (!resource) {
        faults.push({ pointer: at, zh: '目录中没有此资源', en: 'Not in the catalogue of resources' })
        continue
      }
      const rows = settleRows(registry, day)
      faults.push(...faultsOf(resource, rows))
      if (faults.length > 0) continue
      await replaceRows(
        tx,
        resource.code,
        rows.map(row => sealRow(node, resource, row)),
      )
      count += rows.length
    }
    if (faults.length > 0) throw problem('import-refused', { count: faults.length }, faults)
    await audit(node, tx, { who: 'system', verb: 'resources.load', object: `${count}` })
    return count
  })
}

async function readRegistry(path: string): Promise<DemoRegistry> {
  const parsed = DemoRegistry.safeParse(JSON.parse(await readFile(path, 'utf8')))
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(issue => ({
    pointer: `/${basename(path)}/${issue.path.join('/')}`,
    zh: issue.message,
    en: issue.message,
  }))
  throw problem('import-refused', { count: faults.length }, faults)
}

/** Every row has the key, once, and no field that the resource does not name. */
function faultsOf(resource: DataResource, rows: readonly RegistryRow[]): FieldError[] {
  const seen = new Set<unknown>()
  return rows.flatMap((row, index) => {
    const pointer = `/${resource.code}/rows/${index}`
    const key = row[resource.key]
    const strange = Object.keys(row).filter(name => !resource.fields.some(f => f.name === name))
    const faults: FieldError[] = strange.map(name => ({
      pointer: `${pointer}/${name}`,
      zh: '资源中没有此信息项',
      en: 'The resource has no such field',
    }))
    if (typeof key !== 'string' || seen.has(key))
      faults.push({
        pointer: `${pointer}/${resource.key}`,
        zh: '缺少主键或主键重复',
        en: 'The key is missing or given twice',
      })
    seen.add(key)
    return faults
  })
}
