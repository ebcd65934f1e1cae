import { account } from './account/routes.tsx'
import { admin } from './admin/routes.tsx'
import { catalogue } from './catalogue/routes.tsx'
import { counter } from './counter/routes.tsx'
import type { Face } from './face.ts'
import { office } from './office/routes.tsx'
import { resident } from './resident/routes.tsx'
import { tracking } from './track/routes.tsx'

/** The faces of the house. A new one is a line here. */
export const faces: readonly Face[] = [resident, catalogue, counter, office, tracking, admin, account]
