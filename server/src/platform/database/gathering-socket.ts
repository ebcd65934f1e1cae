import { Socket } from 'node:net'

/**
 * A socket that sends in one piece what is said in one turn of the event loop: `pg` hands each statement over by itself
 * (between `cork` and `uncork`), and a system call for every one costs more than the statement.
 */
export class GatheringSocket extends Socket {
  override uncork(): void {
    process.nextTick(() => super.uncork())
  }
}
