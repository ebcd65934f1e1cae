import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { JurisdictionProfile } from '@lianqiao/model/catalogue/jurisdiction.ts'
import { DemoPeople } from '@lianqiao/model/catalogue/people.ts'
import { ResourceCatalogue } from '@lianqiao/model/catalogue/resource.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { z } from 'zod'

const folder = join(import.meta.dirname, '../../../jurisdictions')

/** Who a node is: `jurisdictions/<code>/jurisdiction.json`. Throws `bad-config` with the first place that is wrong. */
export function loadJurisdiction(code: string): Promise<JurisdictionProfile> {
  return load(JurisdictionProfile, code, 'jurisdiction.json')
}

/** What data a jurisdiction holds: `jurisdictions/<code>/resources.json`. Throws `bad-config`. */
export function loadResources(code: string): Promise<z.infer<typeof ResourceCatalogue>> {
  return load(ResourceCatalogue, code, 'resources.json')
}

/** Invented people of the demonstration: `jurisdictions/<code>/demo/people.json`. Throws `bad-config`. */
export function loadDemoPeople(code: string): Promise<DemoPeople> {
  return load(DemoPeople, code, 'demo/people.json')
}

async function load<S extends z.ZodType>(schema: S, code: string, file: string): Promise<z.infer<S>> {
  const name = `jurisdictions/${code}/${file}`
  const json = await readFile(join(folder, code, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw problem('bad-config', { name, reason: error.code ?? error.message })
  })
  try {
    return schema.parse(JSON.parse(json))
  } catch (error) {
    const issue = (error as z.ZodError).issues?.[0]
    const reason = issue ? `/${issue.path.join('/')}: ${issue.message}` : (error as Error).message
    throw problem('bad-config', { name, reason })
  }
}
