import { NativeSelect, TextInput } from '@mantine/core'
import { useAccess } from '../../client/index.ts'
import { NOBODY, type OwnerDraft } from './action-form.ts'
import classes from './actions.module.css'
import { usePeople } from './api/action-queries.ts'
import { text } from './text.ts'

const words = text.form
const KINDS = ['member', 'colleague', 'customer'] as const

export interface OwnerFieldProps {
  readonly owner: OwnerDraft
  readonly error?: string | undefined
  /** Whether nobody is a choice. */
  readonly allows: 'nobody' | 'somebody'
  readonly onChange: (owner: OwnerDraft) => void
}

/** Who owns something: a member, a colleague without access, a person of the customer, or nobody yet. */
export function OwnerField({ owner, error, allows, onChange }: OwnerFieldProps) {
  const kinds = allows === 'nobody' ? (['nobody', ...KINDS] as const) : KINDS
  return (
    <div className={classes.pair}>
      <NativeSelect
        label={words.owner}
        value={owner.kind}
        data={kinds.map((kind) => ({ value: kind, label: words.ownerKinds[kind] }))}
        onChange={(event) => {
          const kind = kinds.find((one) => one === event.currentTarget.value) ?? 'nobody'
          onChange({ ...NOBODY, kind })
        }}
      />
      {owner.kind === 'member' ? (
        <PersonField
          label={words.person}
          personId={owner.personId}
          knownName={owner.name}
          error={error}
          onChange={(personId) => onChange({ ...NOBODY, kind: 'member', personId })}
        />
      ) : null}
      {owner.kind === 'colleague' || owner.kind === 'customer' ? (
        <>
          <TextInput
            label={words.name}
            required
            maxLength={200}
            value={owner.name}
            error={error}
            onChange={(event) => onChange({ ...owner, name: event.currentTarget.value })}
          />
          <TextInput
            label={words.function}
            maxLength={80}
            value={owner.function}
            onChange={(event) => onChange({ ...owner, function: event.currentTarget.value })}
          />
        </>
      ) : null}
    </div>
  )
}

export interface PersonFieldProps {
  readonly label: string
  readonly personId: string
  /** Shown where the person is not among the active members. */
  readonly knownName?: string | undefined
  readonly error?: string | undefined
  /** Active members only, or those who have left as well. */
  readonly from?: 'active' | 'everybody'
  readonly onChange: (personId: string) => void
}

/** One of the people of the workspace. */
export function PersonField({ label, personId, knownName = '', error, from = 'active', onChange }: PersonFieldProps) {
  const access = useAccess()
  const people = usePeople(access.may('people:read'))
  const rows = (people.data?.rows ?? []).filter(({ status }) => from === 'everybody' || status === 'active')
  const isListed = personId === '' || rows.some((row) => row.personId === personId)
  return (
    <NativeSelect
      label={label}
      required
      value={personId}
      error={error}
      data={[
        { value: '', label: words.choosePerson },
        ...(isListed ? [] : [{ value: personId, label: knownName || personId }]),
        ...rows.map((row) => ({ value: row.personId, label: row.name })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
