import { useState } from 'react'
import { CODE_UNREACHABLE, type FormErrors, toFormErrors, toProblem } from '../../kit/api/api-error.ts'
import { changedFields, fieldsOf, mergeForms } from '../shared/merged-form.ts'
import { type Merging, saveMerged } from '../shared/save-merged.ts'
import { useKeptDraft } from '../shared/use-kept-draft.ts'

const NO_ERRORS: FormErrors = { fields: {}, form: null }

/** What was on the screen when somebody began to write. */
export interface Seen<Draft> {
  readonly version: number
  readonly draft: Draft
}

export interface Theirs<Draft> extends Seen<Draft> {
  readonly authorName: string
}

interface Typed<Draft> {
  readonly draft: Draft
  readonly over: Seen<Draft> | null
}

export interface Editing<Draft, Content extends object, Saved> {
  /** Under which name what is typed is kept in the browser tab. */
  readonly keptAs: string
  /** What a new one begins with. */
  readonly first: Draft
  /** What is changed; null for a new one. */
  readonly seen: Seen<Draft> | null
  readonly fields: readonly (keyof Content & string)[]
  readonly contentOf: (draft: Draft) => Content
  /** What is wrong, by field, before anything is sent. */
  readonly faultsOf: (draft: Draft) => Readonly<Record<string, string>>
  /** The same key again is executed once. */
  readonly add: (content: Content, sending: { readonly draft: Draft; readonly key: string }) => Promise<Saved>
  readonly change: (version: number, changes: Partial<Content>) => Promise<Saved>
  /** What stands there now; null where it was taken out. */
  readonly readNow: () => Promise<Theirs<Draft> | null>
  /** `before` is given where something was changed: to take it back. */
  readonly onSaved: (saved: Saved, before: Partial<Content> | null) => void
  readonly onClose: () => void
}

type SaveState<Draft> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'refused'; readonly errors: FormErrors }
  /** Somebody else has changed the same fields; `mine` are those I have changed. */
  | { readonly kind: 'clash'; readonly theirs: Theirs<Draft>; readonly mine: readonly string[] }
  /** Somebody else has taken it out. */
  | { readonly kind: 'gone' }

/**
 * Writes a case or a driver. What is typed survives a refusal, a closed dialog and a reload. Where somebody was faster the
 * newest is read: what only one of the two has changed goes together, the rest is shown side by side.
 */
export function useEditor<Draft, Content extends object, Saved>(editing: Editing<Draft, Content, Saved>) {
  const { fields, contentOf, onClose } = editing
  const kept = useKeptDraft<Typed<Draft>>(editing.keptAs)
  const [isRestored] = useState(kept.value !== null)
  // Others may change it while the dialog is open: that must not move under the hands.
  const [began] = useState(editing.seen)
  const [state, setState] = useState<SaveState<Draft>>({ kind: 'idle' })
  const [isTried, setTried] = useState(false)
  // What was sent and never answered may have arrived: sent once more, it must not be there twice.
  const [unanswered, setUnanswered] = useState<{ readonly content: string; readonly key: string } | null>(null)
  const over = kept.value ? kept.value.over : began
  const draft = kept.value?.draft ?? over?.draft ?? editing.first
  const mine = contentOf(draft)
  const formOf = ({ draft: typed }: Pick<Seen<Draft>, 'draft'>) => fieldsOf(fields, contentOf(typed)) as Content
  const wanted = formOf({ draft })

  const refuse = (error: unknown) => setState({ kind: 'refused', errors: toFormErrors(error, fields) })
  const finish = (saved: Saved, before: Partial<Content> | null) => {
    kept.forget()
    editing.onSaved(saved, before)
    onClose()
  }
  const merging: Merging<Seen<Draft>, Theirs<Draft>, Content, Saved> = {
    formOf,
    send: ({ version }, changes) => editing.change(version, changes),
    readNow: async () => (await editing.readNow()) ?? undefined,
  }
  const sendChanges = async (base: Seen<Draft>, target: Seen<Draft>): Promise<void> => {
    const outcome = await saveMerged(merging, target, mergeForms(formOf(base), wanted, formOf(target)))
    if (outcome.kind === 'saved') return finish(outcome.saved, fieldsOf(outcome.changed, formOf(outcome.over)))
    setState(outcome.kind === 'gone' ? outcome : { ...outcome, mine: changedFields(formOf(base), wanted) })
  }
  const start = (deed: () => Promise<void>) => {
    setState({ kind: 'saving' })
    void deed().catch(refuse)
  }
  const addAnew = () => {
    const content = JSON.stringify(mine)
    const key = unanswered?.content === content ? unanswered.key : crypto.randomUUID()
    start(async () => {
      try {
        finish(await editing.add(mine, { draft, key }), null)
      } catch (error) {
        setUnanswered(toProblem(error).code === CODE_UNREACHABLE ? { content, key } : null)
        throw error
      }
    })
  }
  // Once asked to save, the form follows what is put right.
  const faults = isTried ? editing.faultsOf(draft) : {}
  const errors = state.kind === 'refused' ? state.errors : NO_ERRORS
  const save = () => {
    setTried(true)
    if (Object.keys(editing.faultsOf(draft)).length > 0) return setState({ kind: 'idle' })
    if (over === null) return addAnew()
    if (changedFields(formOf(over), wanted).length > 0) return start(() => sendChanges(over, over))
    kept.forget()
    onClose()
  }

  return {
    draft,
    state,
    isRestored: isRestored && kept.value !== null,
    isBusy: state.kind === 'saving',
    errors: { form: errors.form, fields: { ...errors.fields, ...faults } },
    type: (patch: Partial<Draft>) => kept.keep({ draft: { ...draft, ...patch }, over }),
    save,
    addAnew,
    /** Mine over theirs: what I have changed, on top of what they have made of it. */
    keepMine: (theirs: Theirs<Draft>) => start(() => sendChanges(over ?? theirs, theirs)),
    discard: () => {
      kept.forget()
      onClose()
    },
    /** Throws away what was typed before and begins anew. */
    startOver: () => {
      kept.forget()
      setState({ kind: 'idle' })
    },
  }
}

export type Editor<Draft> = Pick<
  ReturnType<typeof useEditor<Draft, object, unknown>>,
  | 'draft'
  | 'state'
  | 'isRestored'
  | 'isBusy'
  | 'errors'
  | 'type'
  | 'save'
  | 'addAnew'
  | 'keepMine'
  | 'discard'
  | 'startOver'
>
