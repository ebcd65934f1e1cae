import type { Inbound } from '../platform/wire.ts'

/** Something that came through the gate: proven, fresh, for this node, from a partner. */
export interface Admitted extends Inbound {
  /** Of the signed bytes, in hexadecimal. */
  sha256: string
}
