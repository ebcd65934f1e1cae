import { Socket } from 'node:net'

/**
 * A socket that sends in one piece what is written in one turn of the event loop: `pg` hands each statement over by itself,
 * and a system call for every one costs more than the statement.
 */
export class GatheringSocket extends Socket {
  #gathering = false

  override connect(...where: unknown[]): this {
    Reflect.apply(super.connect, this, where)
    // Node puts the plain `write` in front of ours here.
    Reflect.deleteProperty(this, 'write')
    return this
  }

  override write(...written: unknown[]): boolean {
    if (!this.#gathering) {
      this.#gathering = true
      this.cork()
      process.nextTick(() => {
        this.#gathering = false
        this.uncork()
      })
    }
    return Reflect.apply(super.write, this, written)
  }
}
