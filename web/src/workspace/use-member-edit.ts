import { useState } from 'react'
import { inWorkspace } from '../client/index.ts'
import { type FormErrors, toFormErrors, toProblem } from '../kit/api/api-error.ts'
import { type Member, useChangeMember } from './api/people.ts'
import { changesOf, draftOf, type MemberDraft } from './member-draft.ts'
import { text } from './text.ts'

const FIELDS = ['role', 'visibility', 'unit', 'seesMargins', 'status']
const NOTHING: FormErrors = { fields: {}, form: null }

export interface MemberEditOptions {
  readonly member: Member
  /** The member as they are now, asked for afresh. */
  readonly readAgain: () => Promise<Member | undefined>
  readonly onSaved: (saved: Member, before: Member) => void
}

function checkUnit(draft: MemberDraft): FormErrors | null {
  const isMissing = draft.visibility === 'unit' && (draft.unit ?? '').trim() === ''
  return isMissing ? { fields: { unit: text.unitNeeded }, form: null } : null
}

/** Editing one member: what was typed is kept when it is refused, and a change by somebody else is laid beside it. */
export function useMemberEdit({ member, readAgain, onSaved }: MemberEditOptions) {
  const [seen, setSeen] = useState(member)
  const [draft, setDraft] = useState(() => draftOf(member))
  const [theirs, setTheirs] = useState<Member | null>(null)
  const [errors, setErrors] = useState(NOTHING)
  const base = theirs ?? seen
  const change = useChangeMember(base.version)
  const changes = changesOf(draftOf(base), draft)

  const save = async () => {
    const wrong = checkUnit(draft)
    setErrors(wrong ?? NOTHING)
    if (wrong) return
    try {
      const saved = await change.mutateAsync(inWorkspace({ personId: member.personId, ...changes }))
      onSaved(saved, base)
    } catch (error) {
      const isStale = toProblem(error).status === 412
      const now = isStale ? await readAgain() : undefined
      if (now) setTheirs(now)
      else setErrors(toFormErrors(error, FIELDS))
    }
  }
  const takeTheirs = () => {
    if (!theirs) return
    setSeen(theirs)
    setDraft(draftOf(theirs))
    setTheirs(null)
  }
  return {
    draft,
    theirs,
    errors,
    isBusy: change.isPending,
    hasChanges: Object.keys(changes).length > 0,
    set: (patch: Partial<MemberDraft>) => setDraft((known) => ({ ...known, ...patch })),
    save: () => void save(),
    takeTheirs,
  }
}
