import { canGrantAccess, canGrantRole, ROLES, VISIBILITIES } from '@mainstay/domain/accounts'
import { NativeSelect, Switch, TextInput } from '@mantine/core'
import { useAccess } from '../client/index.ts'
import type { AccessDraft } from './member-draft.ts'
import { text } from './text.ts'

export interface AccessFieldsProps {
  readonly value: AccessDraft
  readonly onChange: (patch: Partial<AccessDraft>) => void
  readonly errors: Readonly<Record<string, string>>
  readonly isLocked?: boolean
}

/** Role, sight of accounts and sight of margins, each with what it means. What one may not grant cannot be chosen. */
export function AccessFields({ value, onChange, errors, isLocked = false }: AccessFieldsProps) {
  const { workspace: granter } = useAccess()
  return (
    <>
      <NativeSelect
        label={text.role}
        description={text.roleNotes[value.role]}
        value={value.role}
        disabled={isLocked}
        error={errors.role}
        onChange={(event) => {
          const role = ROLES.find((known) => known === event.currentTarget.value)
          if (role) onChange({ role })
        }}
        data={ROLES.map((role) => ({
          value: role,
          label: text.roles[role],
          disabled: granter ? !canGrantRole(granter, role) : true,
        }))}
      />
      <NativeSelect
        label={text.sees}
        description={text.visibilityNotes[value.visibility]}
        value={value.visibility}
        disabled={isLocked}
        error={errors.visibility}
        onChange={(event) => {
          const visibility = VISIBILITIES.find((known) => known === event.currentTarget.value)
          if (visibility) onChange({ visibility })
        }}
        data={VISIBILITIES.map((visibility) => ({
          value: visibility,
          label: text.visibilities[visibility],
          disabled: granter ? !canGrantAccess(granter, { role: 'viewer', visibility, seesMargins: false }) : true,
        }))}
      />
      {value.visibility === 'unit' ? (
        <TextInput
          label={text.unit}
          value={value.unit ?? ''}
          maxLength={120}
          disabled={isLocked}
          error={errors.unit}
          onChange={(event) => onChange({ unit: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        />
      ) : null}
      <Switch
        label={text.margins}
        description={text.marginsNote}
        checked={value.seesMargins}
        disabled={isLocked || (granter?.seesMargins !== true && !value.seesMargins)}
        error={errors.seesMargins}
        onChange={(event) => onChange({ seesMargins: event.currentTarget.checked })}
      />
    </>
  )
}
