import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import type { RunKindName } from './run-table.ts'

/** What the work on a long question is given. */
export interface RunWork {
  readonly area: AreaContext
  /** The program itself: answers count over all accounts, and are cut to what a reader may see when they are read. */
  readonly system: Actor
  readonly question: unknown
  /**
   * Says how far the work is (0 to 1) and what it is at, lets others have their turn, and throws `RunCancelled` when
   * nobody waits for the answer any more. Cheap to call often.
   */
  advance(share: number, step: string): Promise<void>
}

/** One kind of long question. The result is stored as JSON and names no account, by id only. */
export interface RunKind {
  readonly kind: RunKindName
  /** How many answered questions of this kind are kept; all when not given. */
  readonly keep?: number
  answer(work: RunWork): Promise<object>
}

export class RunCancelled extends Error {
  override name = 'RunCancelled'
}
