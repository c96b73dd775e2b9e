import { TextInput } from '@mantine/core'
import type { FormErrors } from '../../kit/api/api-error.ts'
import { CurrencySelect } from '../../workspace/index.ts'
import { slugOf } from './slug-of.ts'
import { text } from './text.ts'

export interface WorkspaceValues {
  readonly workspaceName: string
  readonly workspaceSlug: string
  readonly reportingCurrency: string
}

export interface WorkspaceFieldsProps {
  readonly values: WorkspaceValues
  readonly errors: FormErrors
  readonly set: (patch: Partial<WorkspaceValues>) => void
}

/** Name, short name and currency. The short name follows the name until somebody types another. */
export function WorkspaceFields({ values, errors, set }: WorkspaceFieldsProps) {
  const isProposed = values.workspaceSlug === slugOf(values.workspaceName)
  return (
    <>
      <TextInput
        label={text.company}
        value={values.workspaceName}
        maxLength={120}
        autoComplete="organization"
        error={errors.fields.workspaceName}
        onChange={(event) => {
          const workspaceName = event.currentTarget.value
          set(isProposed ? { workspaceName, workspaceSlug: slugOf(workspaceName) } : { workspaceName })
        }}
      />
      <TextInput
        label={text.slug}
        description={text.slugNote(values.workspaceSlug)}
        value={values.workspaceSlug}
        maxLength={40}
        autoComplete="off"
        spellCheck={false}
        error={errors.fields.workspaceSlug}
        onChange={(event) => set({ workspaceSlug: event.currentTarget.value.toLowerCase() })}
      />
      <CurrencySelect
        label={text.currency}
        description={text.currencyNote}
        value={values.reportingCurrency}
        error={errors.fields.reportingCurrency}
        onChange={(reportingCurrency) => set({ reportingCurrency })}
      />
    </>
  )
}
