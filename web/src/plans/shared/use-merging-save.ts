import { useState } from 'react'
import { type FormErrors, toFormErrors } from '../../kit/api/api-error.ts'
import { isKept } from '../offline/send-or-keep.ts'
import { fieldsOf, mergeForms } from './merged-form.ts'
import { type Merging, saveMerged } from './save-merged.ts'

/** How saving stands. */
export type SaveState<Row> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'refused'; readonly errors: FormErrors }
  /** Somebody else has changed the same fields. */
  | { readonly kind: 'clash'; readonly theirs: Row }
  /** Somebody else has taken it out. */
  | { readonly kind: 'gone' }

interface Saving<Row, Fields extends object, Saved> extends Merging<Row, Row, Fields, Saved> {
  readonly fields: readonly string[]
  /** With what stood in the changed fields, to take it back. */
  readonly onSaved: (saved: Saved, before: Partial<Fields>) => void
  /** There is no network: it is sent once that is back. Of changes that can wait. */
  readonly onKept?: () => void
}

/** Saves what a form has changed of a row, and knows what to say where somebody was faster. */
export function useMergingSave<Row, Fields extends object, Saved>(saving: Saving<Row, Fields, Saved>) {
  const { formOf, fields, onSaved, onKept } = saving
  const [state, setState] = useState<SaveState<Row>>({ kind: 'idle' })
  const save = async (base: Row, mine: Fields) => {
    setState({ kind: 'saving' })
    try {
      const outcome = await saveMerged(saving, base, mine)
      if (outcome.kind !== 'saved') return setState(outcome)
      setState({ kind: 'idle' })
      onSaved(outcome.saved, fieldsOf(outcome.changed, formOf(outcome.over)))
    } catch (error) {
      if (onKept && isKept(error)) return onKept()
      setState({ kind: 'refused', errors: toFormErrors(error, fields) })
    }
  }
  return {
    state,
    save: (base: Row, mine: Fields) => void save(base, mine),
    /** Mine over theirs: what I have changed since `base`, on top of what they have made of it. */
    saveOver: (base: Row, theirs: Row, mine: Fields) =>
      void save(theirs, mergeForms(formOf(base), mine, formOf(theirs))),
    forget: () => setState({ kind: 'idle' }),
  }
}
