import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { memberNamesOptions } from './member-names.ts'
import { text } from './text.ts'

const MOST_SHOWN = 100

export interface MemberSelectProps {
  readonly label: string
  readonly description?: string | undefined
  readonly error?: string | undefined
  readonly required?: boolean
  /** Null: nobody of the workspace. */
  readonly value: string | null
  /** The name of the chosen person, for those who have left and are in no list any more. */
  readonly valueName?: string | undefined
  /** People who cannot be chosen. */
  readonly without?: readonly string[]
  readonly onChange: (personId: string | null) => void
}

/** Chooses a member of the workspace by any part of the name. */
export function MemberSelect(props: MemberSelectProps) {
  const { label, description, error, required = false, value, valueName, without = [], onChange } = props
  const members = useQuery(memberNamesOptions())
  const known = (members.data ?? []).filter(({ personId }) => !without.includes(personId) || personId === value)
  const choices = known.map(({ personId, name }) => ({ value: personId, label: name }))
  const isListed = value === null || known.some(({ personId }) => personId === value)
  return (
    <Select
      label={label}
      description={description}
      error={error}
      required={required}
      searchable
      clearable
      limit={MOST_SHOWN}
      data={isListed ? choices : [{ value: value ?? '', label: valueName ?? '' }, ...choices]}
      value={value}
      nothingFoundMessage={members.isPending ? text.members.loading : text.members.nobody}
      clearButtonProps={{ 'aria-label': text.members.clear }}
      onChange={onChange}
    />
  )
}
