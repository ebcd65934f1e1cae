import { Socket } from 'node:net'

/** So long connecting may take, in milliseconds; a host that answers nothing is otherwise tried for two minutes. */
const patience = 10_000

/**
 * A socket to the database. It gives up connecting in time (`ETIMEDOUT`). It sends in one piece what is written in one
 * turn of the event loop: `pg` hands each statement over by itself, and a system call for every one costs more than the
 * statement.
 */
export class GatheringSocket extends Socket {
  #gathering = false
  #patience: number

  constructor(patienceMs = patience) {
    super()
    this.#patience = patienceMs
  }

  override connect(...where: unknown[]): this {
    const late = () =>
      this.destroy(Object.assign(new Error('connecting took too long'), { code: 'ETIMEDOUT' }))
    const timer = setTimeout(late, this.#patience)
    for (const end of ['connect', 'close']) this.once(end, () => clearTimeout(timer))
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
