import { deleteDraft, readDraft, saveDraft } from '@lianqiao/model/api/counters.ts'
import type { SentInput } from '@lianqiao/model/api/endpoint.ts'
import { call } from '../../lib/api.ts'
import { dropDraft, readDraft as readHere, writeDraft as writeHere } from '../../lib/draft.ts'
import { asProblem, type ProblemError } from '../../lib/problem.ts'

/** Where what was typed lies: `open` being read; `waiting` typed and in this tab; `saving`; `saved` with the node. */
export type Keeping = 'open' | 'waiting' | 'saving' | 'saved' | 'failed'

export interface Kept<T> {
  keeping: Keeping
  value: T | undefined
  problem?: ProblemError
}

/** Milliseconds from the last change to the saving, and from a failed saving to the next. */
const pause = 700
const again = 5000

/** What this tab holds of a draft: changed since `version`, which was read or saved last. */
interface Here<T> {
  version: number
  sending: boolean
  value: T
}

/**
 * 草稿: one draft, with the node for a week (`drafts.*`) and, until it is there, in this tab. Nothing typed is lost with a
 * reload, a lost session or a dead link: what could not be saved stays in the tab and is tried again.
 */
export class Keeper<T> {
  readonly #key: string
  readonly #listeners = new Set<() => void>()
  #now: Kept<T> = { keeping: 'open', value: undefined }
  #version = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #given = false
  /** A saving is under way. */
  #sending = false
  #underWay: Promise<unknown> = Promise.resolve()
  #opening: Promise<void> | undefined
  /** A saving over this version had no answer – the page before this one went, or the line –: the node may have it. */
  #sentFrom: number | undefined

  constructor(key: string) {
    this.#key = key
  }

  /** For `useSyncExternalStore`. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  snapshot = (): Kept<T> => this.#now

  /**
   * Read it from the node; what this tab has typed since goes before. Who asks while it is being read waits for that: a
   * second answer would come over what was typed after the first. Throws nothing: a problem is told in the snapshot.
   */
  open(): Promise<void> {
    this.#opening ??= this.#read().finally(() => {
      this.#opening = undefined
    })
    return this.#opening
  }

  async #read(): Promise<void> {
    const here = readHere<Here<T>>(this.#key)
    this.#sentFrom = here?.sending ? here.version : undefined
    try {
      const { version, content } = await call(readDraft, { params: { key: this.#key } })
      this.#version = version
      if (here && (here.version === version || (here.sending && here.version + 1 === version)))
        this.change(() => here.value)
      else this.#tell({ keeping: 'saved', value: content as T })
    } catch (error) {
      const problem = asProblem(error)
      if (here && (problem.status === 404 ? here.version === 0 : true)) {
        this.#version = here.version
        this.change(() => here.value)
      } else if (problem.status === 404) this.#tell({ keeping: 'saved', value: undefined })
      else this.#tell({ keeping: 'failed', value: undefined, problem })
    }
  }

  /** Begin with a value that nobody has kept yet. */
  begin(value: T): void {
    this.change(() => value)
  }

  change(next: (now: T) => T): void {
    if (this.#given) return
    const value = next(this.#now.value as T)
    if (Object.is(value, this.#now.value)) return
    this.#write(value)
    this.#tell({ keeping: 'waiting', value })
    this.#plan(pause)
  }

  /** Save now what is not saved yet. */
  async save(): Promise<void> {
    clearTimeout(this.#timer)
    const { value, keeping } = this.#now
    if (this.#given || this.#sending || value === undefined || keeping === 'saved') return
    this.#sending = true
    this.#write(value)
    this.#tell({ keeping: 'saving', value })
    try {
      const body = { version: this.#version, content: value as SentInput<typeof saveDraft>['content'] }
      const saving = call(saveDraft, { params: { key: this.#key }, body })
      this.#underWay = saving.catch(() => {})
      const { version } = await saving
      this.#version = version
      this.#sending = false
      if (this.#given) return
      if (this.#now.value === value) {
        dropDraft(this.#key)
        this.#tell({ keeping: 'saved', value })
      } else {
        this.#write(this.#now.value)
        this.#tell({ keeping: 'waiting', value: this.#now.value })
        this.#plan(pause)
      }
    } catch (error) {
      const problem = asProblem(error)
      this.#sending = false
      if (problem.code === 'stale' && this.#sentFrom === this.#version) {
        // Over its own words, which came to the node without an answer: no question for a person.
        this.#sentFrom = undefined
        this.#version++
        return this.save()
      }
      if (problem.code === 'no-connection') this.#sentFrom = this.#version
      this.#tell({ keeping: 'failed', value: this.#now.value, problem })
      // Typed over elsewhere: a person decides which holds.
      if (problem.code !== 'stale') this.#plan(again)
    }
  }

  /** What stands here holds, whatever was saved elsewhere. */
  async insist(): Promise<void> {
    try {
      this.#version = (await call(readDraft, { params: { key: this.#key } })).version
    } catch (error) {
      if (asProblem(error).status === 404) this.#version = 0
    }
    await this.save()
  }

  /** Throw it away: handed in, or not wanted. */
  async forget(): Promise<void> {
    this.#given = true
    clearTimeout(this.#timer)
    dropDraft(this.#key)
    // A saving that is under way would bring it back.
    await this.#underWay
    // What cannot be deleted now ends by itself within a week.
    await call(deleteDraft, { params: { key: this.#key } }).catch(() => {})
  }

  /** The page looks elsewhere: save, and wait for nothing. */
  leave(): void {
    void this.save()
  }

  #write(value: T | undefined): void {
    const sending = this.#sending || this.#sentFrom === this.#version
    writeHere(this.#key, { version: this.#version, sending, value })
  }

  #plan(milliseconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.save(), milliseconds)
  }

  #tell(now: Kept<T>): void {
    this.#now = now
    for (const listener of this.#listeners) listener()
  }
}
