import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { JurisdictionProfile } from '@lianqiao/model/catalogue/jurisdiction.ts'
import { DemoPeople } from '@lianqiao/model/catalogue/people.ts'
import { ResourceCatalogue } from '@lianqiao/model/catalogue/resource.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { z } from 'zod'

/** The data that come with the software: its jurisdictions, and what is the same in the whole country. */
export const shippedFolder = join(import.meta.dirname, '../../../jurisdictions')

/** Whose files are read, as the configuration of a node says it. */
interface Whose {
  jurisdiction: string
  /** Left out: what is shipped. */
  jurisdictionsFolder?: string | undefined
}

/** Who a node is: `<code>/jurisdiction.json`. Throws `bad-config` with the first place that is wrong. */
export function loadJurisdiction(whose: Whose): Promise<JurisdictionProfile> {
  return load(JurisdictionProfile, whose, 'jurisdiction.json')
}

/** What data a jurisdiction holds: `<code>/resources.json`. Throws `bad-config`. */
export function loadResources(whose: Whose): Promise<z.infer<typeof ResourceCatalogue>> {
  return load(ResourceCatalogue, whose, 'resources.json')
}

/** Invented people of the demonstration: `<code>/demo/people.json`. Throws `bad-config`. */
export function loadDemoPeople(whose: Whose): Promise<DemoPeople> {
  return load(DemoPeople, whose, 'demo/people.json')
}

async function load<S extends z.ZodType>(
  schema: S,
  { jurisdiction, jurisdictionsFolder = shippedFolder }: Whose,
  file: string,
): Promise<z.infer<S>> {
  const name = join(jurisdictionsFolder, jurisdiction, file)
  const json = await readFile(name, 'utf8').catch((error: NodeJS.ErrnoException) => {
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
