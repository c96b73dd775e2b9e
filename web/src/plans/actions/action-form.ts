import type { ActionPatch, ActionValues } from './api/action-changes.ts'
import { text } from './text.ts'
import type { ActionOwner, NewOwner, PlanAction } from './types.ts'

export interface OwnerDraft {
  readonly kind: 'nobody' | 'member' | 'colleague' | 'customer'
  readonly personId: string
  readonly name: string
  readonly function: string
}

/** What an action serves, as one choice: nothing, an objective, or a key result of one. */
export type ServesDraft = '' | `objective ${string}` | `key-result ${string}`

export interface ActionDraft {
  readonly title: string
  readonly details: string
  readonly startsOn: string
  readonly dueOn: string
  readonly owner: OwnerDraft
  readonly customerOwner: string
  readonly serves: ServesDraft
  readonly repeatUnit: 'never' | 'week' | 'month'
  readonly repeatEvery: string
  readonly evidence: string
  readonly needs: readonly string[]
}

export const NOBODY: OwnerDraft = { kind: 'nobody', personId: '', name: '', function: '' }

export const EMPTY_DRAFT: ActionDraft = {
  title: '',
  details: '',
  startsOn: '',
  dueOn: '',
  owner: NOBODY,
  customerOwner: '',
  serves: '',
  repeatUnit: 'never',
  repeatEvery: '1',
  evidence: '',
  needs: [],
}

export function ownerDraftOf(owner: ActionOwner | null): OwnerDraft {
  if (owner === null) return NOBODY
  return { kind: owner.kind, personId: owner.personId ?? '', name: owner.name, function: owner.function }
}

export function draftOf(action: PlanAction): ActionDraft {
  const { objective, keyResult, repeat } = action
  return {
    title: action.title,
    details: action.details,
    startsOn: action.startsOn ?? '',
    dueOn: action.dueOn ?? '',
    owner: ownerDraftOf(action.owner),
    customerOwner: action.customerOwner,
    serves: keyResult ? `key-result ${keyResult.id}` : objective ? `objective ${objective.id}` : '',
    repeatUnit: repeat?.unit ?? 'never',
    repeatEvery: String(repeat?.every ?? 1),
    evidence: action.evidence,
    needs: action.needs.map(({ id }) => id),
  }
}

/** An owner as it is sent; null for nobody. */
export function ownerOf(draft: OwnerDraft): NewOwner | null {
  if (draft.kind === 'nobody') return null
  if (draft.kind === 'member') return { kind: 'member', personId: draft.personId }
  return { kind: draft.kind, name: draft.name.trim(), function: draft.function.trim() }
}

/** What is sent for a new action. */
export function valuesOf(draft: ActionDraft): ActionValues {
  const { serves } = draft
  return {
    title: draft.title.trim(),
    details: draft.details.trim(),
    startsOn: draft.startsOn || null,
    dueOn: draft.dueOn || null,
    owner: ownerOf(draft.owner),
    customerOwner: draft.customerOwner.trim(),
    objectiveId: serves.startsWith('objective ') ? serves.slice('objective '.length) : null,
    keyResultId: serves.startsWith('key-result ') ? serves.slice('key-result '.length) : null,
    repeat: draft.repeatUnit === 'never' ? null : { every: Number(draft.repeatEvery), unit: draft.repeatUnit },
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** What differs from what was shown: only that is sent, so that what others changed beside it stays. */
export function patchOf(base: ActionDraft, draft: ActionDraft): ActionPatch {
  const [before, after] = [valuesOf(base), valuesOf(draft)]
  const changed = (Object.keys(after) as (keyof ActionValues)[]).filter(
    (key) => key !== 'objectiveId' && key !== 'keyResultId' && !isSame(before[key], after[key]),
  )
  const { objectiveId, keyResultId } = after
  return {
    ...Object.fromEntries(changed.map((key) => [key, after[key]])),
    // A key result brings its objective with it.
    ...(base.serves === draft.serves ? {} : keyResultId ? { keyResultId } : { objectiveId, keyResultId: null }),
    ...(base.evidence.trim() === draft.evidence.trim() ? {} : { evidence: draft.evidence.trim() }),
  }
}

/** Other needs than were shown; null where they are the same. */
export function changedNeeds(base: ActionDraft, draft: ActionDraft): readonly string[] | null {
  return isSame([...base.needs].sort(), [...draft.needs].sort()) ? null : draft.needs
}

export type ActionFaults = Readonly<Partial<Record<'title' | 'owner' | 'repeat', string>>>

export function ownerFault({ kind, personId, name }: OwnerDraft): string | undefined {
  if (kind === 'member' && personId === '') return text.form.personMissing
  return (kind === 'colleague' || kind === 'customer') && name.trim() === '' ? text.form.nameMissing : undefined
}

export function faultsOf({ title, owner, repeatUnit, repeatEvery }: ActionDraft): ActionFaults {
  const person = ownerFault(owner)
  const isRhythm = repeatUnit === 'never' || /^([1-9]|[1-4]\d|5[0-2])$/.test(repeatEvery.trim())
  return {
    ...(title.trim() === '' ? { title: text.form.titleMissing } : {}),
    ...(person === undefined ? {} : { owner: person }),
    ...(isRhythm ? {} : { repeat: text.form.everyWrong }),
  }
}

/** An owner in words. */
export function ownerWords(owner: Pick<ActionOwner, 'kind' | 'name' | 'function'> | null): string {
  if (owner === null) return text.nobody
  const more = [owner.function, owner.kind === 'customer' ? text.someCustomer : ''].filter((part) => part !== '')
  return more.length === 0 ? owner.name : `${owner.name} (${more.join(', ')})`
}
