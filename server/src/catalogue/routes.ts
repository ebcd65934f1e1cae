import * as api from '@lianqiao/model/api/catalogue.ts'
import { compareGuides } from '@lianqiao/model/catalogue/compare.ts'
import type { VersionKind } from '@lianqiao/model/catalogue/publication.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import type { Connection } from '../platform/database/database.ts'
import { type Route, route } from '../platform/http/route.ts'
import type { Node } from '../platform/node.ts'
import { here } from './actions/here.ts'
import { search } from './actions/search.ts'
import { stationsOf } from './actions/stations.ts'
import { adminRoutes } from './admin-routes.ts'
import { certificateTypes } from './certificate-types.ts'
import { dayOf } from './day.ts'
import { bundlesInForce, getBundle, getForm, getItem, getListed, getTask, type Named } from './read.ts'
import { listDivisions, listProfiles } from './store/places.ts'
import { findByDigest, findVersion, listGuides, listVersions, type StoredVersion } from './store/versions.ts'

/** What a published version looks like from outside. */
const shown = <K extends VersionKind>({
  jurisdiction,
  version,
  digest,
  publishedAt,
  document,
}: StoredVersion<K>) => {
  if (!publishedAt) throw problem('not-found')
  return { jurisdiction, version, digest, publishedAt, document }
}

type Getter<K extends VersionKind> = (db: Connection, named: Named, at: Instant) => Promise<StoredVersion<K>>

/** The version asked for, or the one in force. Throws `not-found`, or what the getter throws. */
async function versionOf<K extends VersionKind>(
  { node, params, query }: { node: Node; params: Named; query: { version?: number | undefined } },
  kind: K,
  current: Getter<K>,
): Promise<StoredVersion<K>> {
  if (query.version === undefined) return current(node.db, params, node.time.now())
  const found = await findVersion(node.db, { kind, ...params }, query.version)
  if (!found) throw problem('not-found')
  return found
}

export const routes: Route[] = [
  route(api.searchCatalogue, ({ node, query }) => search(node, query)),
  route(api.readItem, async call => {
    const { node, params } = call
    const item = await versionOf(call, 'item', getItem)
    const versions = await listVersions(node.db, { kind: 'item', ...params })
    const guides = await listGuides(node.db, params.code, dayOf(node.time.now()))
    return {
      ...shown(item),
      versions: versions.flatMap(({ version, effectiveFrom, publishedAt }) =>
        publishedAt ? [{ version, effectiveFrom, publishedAt }] : [],
      ),
      alsoIn: guides.map(guide => guide.jurisdiction).filter(other => other !== params.jurisdiction),
    }
  }),
  route(api.readListed, async ({ node, params }) => shown(await getListed(node.db, params, node.time.now()))),
  route(api.canBeDoneHere, ({ node, params, query }) => here(node, params.code, query)),
  route(api.compareGuides, async ({ node, params: { code }, query }) => {
    const guide = async (jurisdiction: string) =>
      (await getItem(node.db, { jurisdiction, code }, node.time.now())).document
    const [mine, theirs] = [await guide(query.mine), await guide(query.theirs)]
    return { mine, theirs, differences: compareGuides(mine, theirs) }
  }),
  route(api.readForm, async call => shown(await versionOf(call, 'form', getForm))),
  route(api.listBundles, async ({ node, query }) => ({
    bundles: (await bundlesInForce(node.db, node.time.now(), query.jurisdiction)).map(shown),
  })),
  route(api.readBundle, async call => shown(await versionOf(call, 'bundle', getBundle))),
  route(api.readTask, async call => shown(await versionOf(call, 'task', getTask))),
  route(api.readVersion, async ({ node, params }) => {
    const found = await findByDigest(node.db, params.digest)
    if (!found) throw problem('not-found')
    return { ...shown(found), kind: found.kind }
  }),
  route(api.listDivisions, async ({ node, query }) => ({
    divisions: await listDivisions(node.db, query.parent),
  })),
  route(api.listJurisdictions, async ({ node }) => {
    const ownFirst = (code: string) => (code === node.jurisdiction ? 0 : 1)
    const jurisdictions = (await listProfiles(node.db)).sort((a, b) => ownFirst(a.code) - ownFirst(b.code))
    return { own: node.jurisdiction, jurisdictions }
  }),
  route(api.listStations, async ({ node }) => ({ stations: stationsOf(await listProfiles(node.db)) })),
  route(api.listCertificateTypes, async () => ({
    types: (await certificateTypes()).map(({ code, name, name_en: nameEn, issuer }) => ({
      ...{ code, name, nameEn, issuer },
    })),
  })),
  ...adminRoutes,
]
