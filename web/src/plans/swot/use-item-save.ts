import { useState } from 'react'
import { type FormErrors, toFormErrors, toProblem } from '../../kit/api/api-error.ts'
import { isKept } from '../offline/send-or-keep.ts'
import { isStale } from '../shared/stale.ts'
import { useChangeItem } from './api/swot-changes.ts'
import { readSwotNow } from './api/swot-queries.ts'
import { changesOf, clashingFields, formOf, ITEM_FIELDS, type ItemForm, mergeForms } from './item-form.ts'
import type { SwotItem } from './types.ts'

const MOST_ATTEMPTS = 3

/** How saving stands. */
export type SaveState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'refused'; readonly errors: FormErrors }
  /** Somebody else has changed the same fields. */
  | { readonly kind: 'clash'; readonly theirs: SwotItem }
  /** Somebody else has taken the item out. */
  | { readonly kind: 'gone' }

interface Saving {
  readonly planId: string
  /** The item as it was when the dialog opened. */
  readonly base: SwotItem
  readonly onSaved: (item: SwotItem) => void
  /** There is no network: it is sent once that is back. */
  readonly onKept: () => void
}

/**
 * Saves what was changed. Where somebody was faster the newest is read: fields that only one of the two has changed are
 * merged and sent again, others are shown side by side.
 */
export function useItemSave({ planId, base, onSaved, onKept }: Saving) {
  const change = useChangeItem(planId)
  const [state, setState] = useState<SaveState>({ kind: 'idle' })
  const attempt = async (known: SwotItem, wanted: ItemForm, attempts: number): Promise<void> => {
    const { id, version } = known
    try {
      const saved = await change.mutateAsync({ id, version, changes: changesOf(formOf(known), wanted) })
      setState({ kind: 'idle' })
      onSaved(saved)
    } catch (error) {
      if (isKept(error)) return onKept()
      if (toProblem(error).code === 'plans/removed') return setState({ kind: 'gone' })
      if (!isStale(error)) return setState({ kind: 'refused', errors: toFormErrors(error, ITEM_FIELDS) })
      const theirs = (await readSwotNow(planId)).items.find((item) => item.id === id)
      if (!theirs) return setState({ kind: 'gone' })
      const before = formOf(known)
      const newest = formOf(theirs)
      if (attempts <= 1 || clashingFields(before, wanted, newest).length > 0) return setState({ kind: 'clash', theirs })
      return attempt(theirs, mergeForms(before, wanted, newest), attempts - 1)
    }
  }
  const save = async (known: SwotItem, wanted: ItemForm) => {
    setState({ kind: 'saving' })
    try {
      await attempt(known, wanted, MOST_ATTEMPTS)
    } catch (error) {
      setState({ kind: 'refused', errors: toFormErrors(error, ITEM_FIELDS) })
    }
  }
  return {
    state,
    save: (wanted: ItemForm) => void save(base, wanted),
    /** Mine over theirs: what I have changed since `base`, on top of what they have made of it. */
    saveOver: (theirs: SwotItem, mine: ItemForm) => void save(theirs, mergeForms(formOf(base), mine, formOf(theirs))),
    forget: () => setState({ kind: 'idle' }),
  }
}
