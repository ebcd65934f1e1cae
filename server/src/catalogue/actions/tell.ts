import type { Publication, PublishedVersion } from '@lianqiao/model/catalogue/publication.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { agreementsInForce } from '../../federation/index.ts'
import type { Connection, Tx } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { enqueue } from '../../platform/outbox.ts'
import { transaction } from '../../platform/transaction.ts'
import { divisionsOf, findProfile } from '../store/places.ts'
import { forgetTold, listTold, noteTold } from '../store/told.ts'
import { listNewest, type StoredVersion } from '../store/versions.ts'

/** What a message holds at most, in characters of JSON: well below what any gate takes. */
const messageSize = 400_000

/** 协议方: the other parties of agreements that are in force now. */
async function partners(node: Node, db: Connection): Promise<JurisdictionCode[]> {
  const parties = (await agreementsInForce(node, db))
    .map(({ document }) => document.parties)
    .filter(all => all.includes(node.jurisdiction))
  return [...new Set(parties.flat())].filter(party => party !== node.jurisdiction)
}

/** Tell all partners what was published now. */
export async function tellPartners(
  node: Node,
  tx: Tx,
  news: { versions: readonly StoredVersion[]; places?: Pick<Publication, 'profile' | 'divisions'> },
): Promise<void> {
  const messages = packed(news.versions, news.places)
  for (const to of await partners(node, tx))
    for (const body of messages) await enqueue(node, tx, { to, type: 'catalogue.published', body })
}

/** Tell one partner everything: profile, divisions, and the newest version of each own document. */
async function sendCatalogue(node: Node, tx: Tx, peer: JurisdictionCode): Promise<void> {
  const profile = await findProfile(tx, node.jurisdiction)
  const divisions = await divisionsOf(tx, node.jurisdiction)
  const places = { ...(profile ? { profile } : {}), divisions }
  for (const body of packed(await listNewest(tx, node.jurisdiction), places))
    await enqueue(node, tx, { to: peer, type: 'catalogue.published', body })
}

/** Send the whole catalogue to partners whose agreement came into force since last time. */
export async function greetPartners(node: Node): Promise<void> {
  const now = await partners(node, node.db)
  const told = await listTold(node.db)
  const gone = told.filter(peer => !now.includes(peer as JurisdictionCode))
  if (gone.length > 0) await transaction(node.db, tx => forgetTold(tx, gone))
  for (const peer of now.filter(party => !told.includes(party)))
    await transaction(node.db, async tx => {
      if (await noteTold(tx, peer, node.time.now())) await sendCatalogue(node, tx, peer)
    })
}

/** Versions in messages of a fit size, the places in the first; they may arrive in any order. */
function packed(
  versions: readonly StoredVersion[],
  places: Pick<Publication, 'profile' | 'divisions'> = {},
): Publication[] {
  const messages: Publication[] = Object.keys(places).length > 0 ? [{ ...places, versions: [] }] : []
  let room = 0
  for (const { kind, version, document } of versions) {
    const size = JSON.stringify(document).length
    if (messages.length === 0 || size > room) {
      messages.push({ versions: [] })
      room = messageSize
    }
    messages.at(-1)?.versions.push({ kind, version, document } as PublishedVersion)
    room -= size
  }
  return messages
}
