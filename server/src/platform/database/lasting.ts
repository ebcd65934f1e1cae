import { GatheringSocket } from './gathering-socket.ts'

/**
 * How long connections to the database last, in every pool of a process. A firewall on the way forgets what is silent, and a
 * host may vanish without a word: who waits for an answer then would wait until the operating system gives up.
 */
export const lasting = {
  stream: () => new GatheringSocket(),
  // Asked after when silent for so long, then ten times, once a second (libuv): a dead one is known after forty seconds.
  keepAlive: true,
  keepAliveInitialDelayMillis: 30_000,
  /** Nobody needs it any more. */
  idleTimeoutMillis: 60_000,
  /** After that a new one takes its place, at the address that the name of the host has by then. */
  maxLifetimeSeconds: 3_600,
}
