import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { usePlan } from '../api.ts'
import { useOpenPlans } from './api/plan-queries.ts'

export interface PlanSelectProps {
  readonly label: string
  readonly description: string
  readonly emptyLabel: string
  /** Id of a plan, empty for none. */
  readonly value: string
  readonly error?: string | undefined
  /** A plan that cannot be chosen: itself. */
  readonly without?: string
  readonly onChange: (id: string) => void
}

const PAUSE_MILLISECONDS = 200

/** Chooses an open plan by its title, unit or account. */
export function PlanSelect({ label, description, emptyLabel, value, error, without, onChange }: PlanSelectProps) {
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed, PAUSE_MILLISECONDS)
  const [isOpen, setIsOpen] = useState(false)
  const found = useOpenPlans(asked, isOpen)
  const chosen = usePlan(value, value !== '')
  const plans = (found.data?.rows ?? []).filter(({ id }) => id !== without)
  const names = new Map([
    ...(chosen.data ? [[chosen.data.id, chosen.data.title] as const] : []),
    ...plans.map(
      ({ id, title, scope, account }) => [id, [title, scope, account.name].filter(Boolean).join(' · ')] as const,
    ),
  ])
  return (
    <Select
      label={label}
      description={description}
      placeholder={emptyLabel}
      searchable
      clearable
      data={[...names].map(([id, name]) => ({ value: id, label: name }))}
      value={value === '' ? null : value}
      error={error}
      // The server has searched, in more than the shown words.
      filter={({ options }) => options}
      onSearchChange={(words) => setTyped(names.get(value) === words ? '' : words)}
      onDropdownOpen={() => setIsOpen(true)}
      onChange={(id) => onChange(id ?? '')}
    />
  )
}
