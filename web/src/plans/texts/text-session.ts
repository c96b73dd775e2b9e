import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import { client } from '../../client/index.ts'
import { toProblem } from '../../kit/api/api-error.ts'
import { isPassing } from '../offline/is-passing.ts'
import { forgetLastWords, keepLastWords, lastWordsIn } from './last-words.ts'
import { copyName, forgetCopy, openNotes, type TextPlace } from './local-copies.ts'
import { readCaret } from './read-caret.ts'
import { text } from './text.ts'
import { fromBase64, missingIn, toBase64 } from './text-wire.ts'
import { markUnsent } from './unsent-marks.ts'

/** How what was written here stands. */
export type TextState =
  | { readonly kind: 'loading' | 'saved' | 'saving' }
  | {
      readonly kind: 'offline'
      readonly hasUnsent: boolean
      /** False where neither the server nor this browser has told what stands in the notes. */
      readonly isKnown: boolean
    }
  | { readonly kind: 'refused'; readonly sentence: string }
  /** The person may not see the section any more; their copy is gone. */
  | { readonly kind: 'gone' }

export interface TextHints {
  /** Of the section. */
  readonly title: string
  /** The server has said that nobody has written there yet. */
  readonly isUnwritten: boolean
}

/** What is written within this time goes together. */
const BATCH_MILLISECONDS = 150
const FIRST_WAIT_MILLISECONDS = 1_000
const LONGEST_WAIT_MILLISECONDS = 30_000
/** How often both sides tell each other what they have, before it is said that they do not come together. */
const MOST_MEETINGS = 4
/** A browser that keeps nothing does not answer. */
const COPY_MILLISECONDS = 3_000
const SERVER = 'server'

/**
 * Notes that are being written. The document lives in this browser: what is typed is in the copy at once, and on its way to
 * the server within a moment. After a break it is told from both states what either lacks, so that nothing is sent twice.
 */
export class TextSession {
  readonly doc = new Y.Doc()
  private readonly place: TextPlace
  private readonly hints: TextHints
  /** Null in a browser that keeps nothing. */
  private readonly copy: IndexeddbPersistence | null
  private readonly listeners = new Set<() => void>()
  private now: TextState = { kind: 'loading' }
  private unsent: Uint8Array[] = []
  /** On its way; nobody knows yet whether it arrives. */
  private sending: Uint8Array[] = []
  /** Number of the last change of the server that is known here. */
  private sequence = 0
  private isKnown: boolean
  /** Both sides have told each other what they have. */
  private isMet = false
  private isBusy = false
  /** What was asked or sent last. */
  private underWay: Promise<void> = Promise.resolve()
  /** Others have written, and it was not asked for yet. */
  private isNews = false
  private isClosed = false
  private failures = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(place: TextPlace, hints: TextHints) {
    this.place = place
    this.hints = hints
    this.isKnown = hints.isUnwritten
    openNotes.add(copyName(place))
    this.copy = typeof indexedDB === 'undefined' ? null : new IndexeddbPersistence(copyName(place), this.doc)
    window.addEventListener('online', this.again)
    window.addEventListener('pagehide', this.leave)
    void this.open()
  }

  readonly state = (): TextState => this.now

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Asks for what others wrote since; gives the number of the last change known. */
  async pull(): Promise<number> {
    this.isNews = true
    if (this.isMet && !this.isBusy && !this.isClosed) await this.exchange(() => this.hear())
    return this.sequence
  }

  /** Sends what waits and lets go; what could not be sent stays in the copy. */
  async close(): Promise<void> {
    while (this.isBusy) await this.underWay
    if (this.unsent.length > 0) await this.send()
    await this.release()
  }

  /** Throws away what the server has not taken. */
  async discard(): Promise<void> {
    await this.release()
    await forgetCopy(this.place)
    forgetLastWords(this.place)
    await this.mark(false)
  }

  private async open(): Promise<void> {
    await Promise.race([this.copy?.whenSynced, new Promise((resolve) => setTimeout(resolve, COPY_MILLISECONDS))])
    if (this.isClosed) return
    // An empty paragraph is not kept: a copy with something in it was written or read here before.
    this.isKnown ||= this.doc.store.clients.size > 0
    this.doc.on('update', this.keep)
    await this.takeLastWords()
    await this.send()
  }

  /** The window goes: what the copy may not get to is kept where that is done at once. */
  private readonly leave = (): void => {
    const words = [...this.sending, ...this.unsent]
    if (words.length === 0) return
    // Another window of the same notes may have left just before.
    const others = lastWordsIn(this.place)
    keepLastWords(this.place, this.hints.title, others === null ? Y.mergeUpdates(words) : mergedWith(others, words))
  }

  private async takeLastWords(): Promise<void> {
    const words = lastWordsIn(this.place)
    if (words === null) return
    try {
      Y.applyUpdate(this.doc, words)
    } catch {
      // Nothing that was ever typed.
    }
    // From here on the copy has them too.
    await this.mark(true)
    forgetLastWords(this.place)
  }

  private readonly again = (): void => this.later(0)

  private later(milliseconds: number): void {
    this.stopWaiting()
    if (!this.isClosed) this.timer = setTimeout(() => void this.send(), milliseconds)
  }

  private stopWaiting(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private readonly keep = (update: Uint8Array, origin: unknown): void => {
    if (origin === SERVER || (origin !== null && origin === this.copy)) return
    this.unsent.push(update)
    if (this.unsent.length === 1) void this.mark(true)
    if (this.now.kind === 'offline') this.show({ ...this.now, hasUnsent: true })
    else {
      if (this.now.kind === 'saved') this.show({ kind: 'saving' })
      // Whoever types without a pause is not waited for: the first key starts the time.
      if (this.timer === undefined) this.later(BATCH_MILLISECONDS)
    }
  }

  private async send(): Promise<void> {
    this.stopWaiting()
    if (this.isClosed || this.now.kind === 'gone') return
    if (this.isBusy) return this.later(BATCH_MILLISECONDS)
    await this.exchange(() => this.settle())
  }

  /** One at a time: answers that overtake each other would tell of an earlier moment. */
  private async exchange(work: () => Promise<void>): Promise<void> {
    this.isBusy = true
    const end = () => {
      this.isBusy = false
    }
    this.underWay = work().then(end, (error: unknown) => {
      end()
      return this.fail(error)
    })
    await this.underWay
  }

  /** Until neither side has anything that the other lacks. */
  private async settle(): Promise<void> {
    if (!this.isMet) await this.meet()
    while (!this.isClosed && (this.unsent.length > 0 || this.isNews)) await (this.isNews ? this.receive() : this.push())
    this.failures = 0
    await this.mark(false)
    // Something was written meanwhile, here or by others.
    if (this.unsent.length > 0 || this.isNews || !this.isMet) return this.later(BATCH_MILLISECONDS)
    this.stopWaiting()
    this.show({ kind: 'saved' })
  }

  /** Whatever others wrote; what waits here goes on waiting. */
  private async hear(): Promise<void> {
    while (this.isNews && this.isMet) await this.receive()
    if (!this.isMet) this.again()
  }

  /** Gets what the server has, and finds what it lacks. */
  private async meet(): Promise<void> {
    this.isNews = false
    const server = await client.plans.readPlanText(this.input())
    const known = server.state === null ? null : fromBase64(server.state)
    if (known) this.take(known)
    this.sequence = server.sequence
    this.isKnown = true
    this.isMet = true
    const missing = missingIn(known, this.doc)
    this.unsent = missing === null ? [] : [missing]
  }

  private async push(): Promise<void> {
    this.sending = this.unsent
    this.unsent = []
    this.show({ kind: 'saving' })
    try {
      const update = toBase64(Y.mergeUpdates(this.sending))
      const taken = await client.plans.appendPlanTextUpdate({ ...this.input(), update })
      this.sending = []
      // Where others wrote meanwhile, what they wrote is asked for.
      if (taken.isNew && taken.sequence === this.sequence + 1) this.sequence = taken.sequence
      else if (taken.sequence !== this.sequence) await this.receive()
    } catch (error) {
      this.unsent = [...this.sending, ...this.unsent]
      this.sending = []
      throw error
    }
  }

  private async receive(): Promise<void> {
    this.isNews = false
    const news = await client.plans.listPlanTextUpdates({ ...this.input(), since: this.sequence })
    if (news.update !== null) this.take(fromBase64(news.update))
    // The database was taken back to an earlier moment: it may lack what this browser has.
    if (news.sequence < this.sequence) this.isMet = false
    this.sequence = news.sequence
  }

  private take(update: Uint8Array): void {
    readCaret()
    Y.applyUpdate(this.doc, update, SERVER)
  }

  /** The same way for every failure: wait and try again, say it in words, or let go. */
  private async fail(error: unknown): Promise<void> {
    const problem = toProblem(error)
    if (isPassing(problem)) {
      // What arrived before the line broke is not known here.
      this.isMet = false
      this.show({ kind: 'offline', hasUnsent: this.unsent.length > 0, isKnown: this.isKnown })
      return this.tryAgain(FIRST_WAIT_MILLISECONDS)
    }
    if (problem.code === 'plans/text-incomplete' && this.failures < MOST_MEETINGS) {
      this.isMet = false
      return this.tryAgain(BATCH_MILLISECONDS)
    }
    if ((problem.status === 403 || problem.status === 404) && (await this.isHidden())) return this.letGo()
    const sentence = problem.status === 401 ? text.refused.signedOut : (problem.errors[0]?.message ?? problem.detail)
    this.show({ kind: 'refused', sentence })
    if (this.isNews) await this.pull()
  }

  /** Waits longer with each failure in a row. */
  private tryAgain(milliseconds: number): void {
    this.later(Math.min(milliseconds * 2 ** this.failures, LONGEST_WAIT_MILLISECONDS))
    this.failures += 1
  }

  private async isHidden(): Promise<boolean> {
    try {
      await client.plans.readPlanText(this.input())
      return false
    } catch (error) {
      const { status } = toProblem(error)
      return status === 403 || status === 404
    }
  }

  private async letGo(): Promise<void> {
    await this.discard()
    this.show({ kind: 'gone' })
  }

  private async release(): Promise<void> {
    this.isClosed = true
    openNotes.delete(copyName(this.place))
    this.stopWaiting()
    window.removeEventListener('online', this.again)
    window.removeEventListener('pagehide', this.leave)
    this.doc.off('update', this.keep)
    await this.copy?.destroy().catch(() => undefined)
  }

  private mark(isWaiting: boolean): Promise<void> {
    return markUnsent({ ...this.place, title: this.hints.title }, isWaiting)
  }

  private input() {
    const { workspace, planId, sectionKey } = this.place
    return { workspace, planId, sectionKey }
  }

  private show(next: TextState): void {
    this.now = next
    for (const listener of this.listeners) listener()
  }
}

function mergedWith(others: Uint8Array, words: readonly Uint8Array[]): Uint8Array {
  try {
    return Y.mergeUpdates([others, ...words])
  } catch {
    // Nothing that was ever typed.
    return Y.mergeUpdates([...words])
  }
}
