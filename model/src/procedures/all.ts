import type { Procedure } from '../records/procedure.ts'
import { incident } from './incident/incident.ts'
import { permit } from './permit/permit.ts'

/** Every procedure that this version knows, by kind. */
export const procedures: Readonly<Record<string, Procedure>> = { permit, incident }
