import { useState } from 'react'
import { type FormErrors, toFormErrors, toProblem } from '../../kit/api/api-error.ts'
import { isStale } from '../shared/stale.ts'
import { changesOf, type Form, isClashing, mergedForm } from './form-rules.ts'

const MOST_ATTEMPTS = 3

/** How saving stands. */
export type SaveState<Row> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'refused'; readonly errors: FormErrors }
  /** Somebody else has changed the same fields. */
  | { readonly kind: 'clash'; readonly theirs: Row }
  /** Somebody else has taken it out. */
  | { readonly kind: 'gone' }

interface Saving<Row, Fields extends Form> {
  readonly formOf: (row: Row) => Fields
  readonly send: (row: Row, changes: Partial<Fields>) => Promise<unknown>
  /** The newest of the same row; undefined where it is gone. */
  readonly readNow: () => Promise<Row | undefined>
  readonly fields: readonly string[]
  readonly onSaved: () => void
}

/**
 * Saves what was changed of a row. Where somebody was faster the newest is read: fields that only one of the two has
 * changed are merged and sent again; where both changed the same one, both are given back to choose from.
 */
export function useMergingSave<Row, Fields extends Form>(saving: Saving<Row, Fields>) {
  const { formOf, send, readNow, fields, onSaved } = saving
  const [state, setState] = useState<SaveState<Row>>({ kind: 'idle' })
  /** Null where it is saved. */
  const outcome = async (base: Row, mine: Fields): Promise<SaveState<Row> | null> => {
    let known = base
    let wanted = mine
    for (let left = MOST_ATTEMPTS; ; left -= 1) {
      try {
        await send(known, changesOf(formOf(known), wanted))
        return null
      } catch (error) {
        if (toProblem(error).code === 'plans/removed') return { kind: 'gone' }
        if (!isStale(error)) return { kind: 'refused', errors: toFormErrors(error, fields) }
      }
      const theirs = await readNow()
      if (theirs === undefined) return { kind: 'gone' }
      const before = formOf(known)
      const newest = formOf(theirs)
      if (left === 1 || isClashing(before, wanted, newest)) return { kind: 'clash', theirs }
      wanted = mergedForm(before, wanted, newest)
      known = theirs
    }
  }
  const save = async (base: Row, mine: Fields) => {
    setState({ kind: 'saving' })
    const found = await outcome(base, mine).catch(
      (error): SaveState<Row> => ({ kind: 'refused', errors: toFormErrors(error, fields) }),
    )
    setState(found ?? { kind: 'idle' })
    if (found === null) onSaved()
  }
  return {
    state,
    save: (base: Row, mine: Fields) => void save(base, mine),
    /** Mine over theirs: what I have changed since `base`, on top of what they have made of it. */
    saveOver: (base: Row, theirs: Row, mine: Fields) =>
      void save(theirs, mergedForm(formOf(base), mine, formOf(theirs))),
    forget: () => setState({ kind: 'idle' }),
  }
}
