import type { Member } from './api/people.ts'
import { text } from './text.ts'

/** What may be changed about a member. */
export type MemberDraft = Pick<Member, 'role' | 'visibility' | 'unit' | 'seesMargins' | 'status'>
export type AccessDraft = Omit<MemberDraft, 'status'>

const FIELDS = ['role', 'visibility', 'unit', 'seesMargins', 'status'] as const
type Field = (typeof FIELDS)[number]

const NAMES: Readonly<Record<Field, string>> = {
  role: text.role,
  visibility: text.sees,
  unit: text.unit,
  seesMargins: text.margins,
  status: text.status,
}

export function draftOf({ role, visibility, unit, seesMargins, status }: MemberDraft): MemberDraft {
  return { role, visibility, unit, seesMargins, status }
}

/** Only what differs from what was seen, so that two people who change different fields do not undo each other. */
export function changesOf(seen: MemberDraft, draft: MemberDraft): Partial<MemberDraft> {
  return Object.fromEntries(
    FIELDS.filter((field) => seen[field] !== draft[field]).map((field) => [field, draft[field]]),
  )
}

function inWords(draft: MemberDraft, field: Field): string {
  switch (field) {
    case 'role':
      return text.roles[draft.role]
    case 'visibility':
      return text.visibilities[draft.visibility]
    case 'unit':
      return draft.unit ?? '–'
    case 'seesMargins':
      return draft.seesMargins ? text.marginsYes : text.marginsNo
    case 'status':
      return text.statuses[draft.status]
  }
}

export interface DifferingField {
  readonly field: string
  readonly name: string
  readonly theirs: string
  readonly mine: string
}

/** Where what was saved meanwhile and what was typed part ways. */
export function differences(theirs: MemberDraft, mine: MemberDraft): DifferingField[] {
  return FIELDS.filter((field) => theirs[field] !== mine[field]).map((field) => ({
    field,
    name: NAMES[field],
    theirs: inWords(theirs, field),
    mine: inWords(mine, field),
  }))
}
