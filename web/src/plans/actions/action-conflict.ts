import { type ActionDraft, draftOf, ownerWords } from './action-form.ts'
import { text } from './text.ts'
import type { PlanAction } from './types.ts'

const words = text.form

/** Both versions of an action, field by field, in words; `nameOf` knows the people of the workspace. */
export function conflictFields(draft: ActionDraft, theirs: PlanAction, nameOf: (personId: string) => string) {
  const other = draftOf(theirs)
  const owner = ({ owner: { kind, personId, ...rest } }: ActionDraft) =>
    kind === 'nobody'
      ? text.nobody
      : ownerWords({ ...rest, kind, name: kind === 'member' ? nameOf(personId) : rest.name })
  const repeat = ({ repeatUnit, repeatEvery }: ActionDraft) =>
    repeatUnit === 'never' ? words.repeats.never : `${words.repeats[repeatUnit]}: ${repeatEvery}`
  return [
    { label: words.title, mine: draft.title, theirs: other.title },
    { label: words.owner, mine: owner(draft), theirs: owner(other) },
    { label: words.dueOn, mine: draft.dueOn, theirs: other.dueOn },
    { label: words.startsOn, mine: draft.startsOn, theirs: other.startsOn },
    { label: words.details, mine: draft.details, theirs: other.details },
    { label: words.repeat, mine: repeat(draft), theirs: repeat(other) },
    { label: words.customerOwner, mine: draft.customerOwner, theirs: other.customerOwner },
    { label: words.evidence, mine: draft.evidence, theirs: other.evidence },
  ]
}
