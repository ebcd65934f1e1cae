import { seesPersonalData } from '@lianqiao/model/people/may.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import type { Connection } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import { findScope } from './store.ts'

/** Service cases (办件). The door for other modules. */
export { foldCase, type OpenCase } from './load.ts'
export { cases } from './module.ts'
export { lastReceivedAt } from './store/received.ts'

/** Whether a person is shown the personal data of a case. */
export async function mayReadCase(_node: Node, db: Connection, who: Principal, id: string): Promise<boolean> {
  const found = await findScope(db, id)
  return found !== undefined && seesPersonalData(who, found.scope)
}
