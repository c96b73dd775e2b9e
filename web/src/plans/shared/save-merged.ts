import { toProblem } from '../../kit/api/api-error.ts'
import { changedFields, changesOf, clashingFields, mergeForms } from './merged-form.ts'
import { isStale } from './stale.ts'

const MOST_ATTEMPTS = 3

export interface Merging<Row, Newest extends Row, Fields extends object, Saved> {
  readonly formOf: (row: Row) => Fields
  readonly send: (row: Row, changes: Partial<Fields>) => Promise<Saved>
  /** The newest of the same row; undefined where it is gone. */
  readonly readNow: () => Promise<Newest | undefined>
}

export type Outcome<Row, Newest extends Row, Fields extends object, Saved> =
  /** Over which row it was saved, and what was changed of that. */
  | {
      readonly kind: 'saved'
      readonly saved: Saved
      readonly over: Row
      readonly changed: readonly (keyof Fields & string)[]
    }
  /** Somebody else has changed the same fields. */
  | { readonly kind: 'clash'; readonly theirs: Newest }
  /** Somebody else has taken it out. */
  | { readonly kind: 'gone' }

/**
 * Saves what was changed of a row. Where somebody was faster the newest is read: fields that only one of the two has changed
 * are merged and sent again, others are given back to be shown side by side. What is refused otherwise is thrown.
 */
export async function saveMerged<Row, Newest extends Row, Fields extends object, Saved>(
  { formOf, send, readNow }: Merging<Row, Newest, Fields, Saved>,
  base: Row,
  mine: Fields,
): Promise<Outcome<Row, Newest, Fields, Saved>> {
  let known = base
  let wanted = mine
  for (let left = MOST_ATTEMPTS; ; left -= 1) {
    const before = formOf(known)
    try {
      const saved = await send(known, changesOf(before, wanted))
      return { kind: 'saved', saved, over: known, changed: changedFields(before, wanted) }
    } catch (error) {
      if (toProblem(error).code === 'plans/removed') return { kind: 'gone' }
      if (!isStale(error)) throw error
    }
    const theirs = await readNow()
    if (theirs === undefined) return { kind: 'gone' }
    const newest = formOf(theirs)
    if (left === 1 || clashingFields(before, wanted, newest).length > 0) return { kind: 'clash', theirs }
    wanted = mergeForms(before, wanted, newest)
    known = theirs
  }
}
