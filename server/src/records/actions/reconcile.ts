import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { audit } from '../../platform/audit.ts'
import type { Node } from '../../platform/node.ts'
import { transaction } from '../../platform/transaction.ts'
import { askEverybody } from '../catch-up/begin.ts'
import { goOnWithout } from '../store/catch-up.ts'

/** 核对: let the working process compare shared records with every partner and take over what is missing here. */
export async function askPartners(node: Node, since: Instant): Promise<void> {
  await transaction(node.db, async tx => {
    await askEverybody(node, tx, { since, holds: false })
    await audit(node, tx, { who: 'system', verb: 'records.reconcile' })
  })
}

/** An administrator takes it upon himself that nothing is lost with a partner who cannot answer. @returns false where none is waited for */
export async function goOnWithoutPartner(node: Node, peer: JurisdictionCode): Promise<boolean> {
  return transaction(node.db, async tx => {
    if (!(await goOnWithout(tx, peer, node.time.now()))) return false
    await audit(node, tx, { who: 'system', verb: 'records.go-on-without', object: peer })
    return true
  })
}
