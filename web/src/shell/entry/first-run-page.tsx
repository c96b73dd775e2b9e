import { Button, TextInput } from '@mantine/core'
import { client } from '../../client/index.ts'
import { paths } from '../../paths.ts'
import { likelyCurrency } from '../../workspace/index.ts'
import { leaveFor } from '../session/leave.ts'
import { inWorkspaceAddress } from '../session/where-to.ts'
import classes from './entry.module.css'
import { EntryCard, Refusal } from './entry-card.tsx'
import { checks, useEntryForm } from './form.ts'
import { PasswordField } from './password-field.tsx'
import { text } from './text.ts'
import { WorkspaceFields } from './workspace-fields.tsx'

const start = {
  code: '',
  name: '',
  email: '',
  password: '',
  workspaceName: '',
  workspaceSlug: '',
  reportingCurrency: likelyCurrency(),
}
type Values = typeof start

function check(values: Values) {
  return {
    code: checks.needed(values.code, text.code),
    name: checks.needed(values.name, text.name),
    email: checks.email(values.email),
    password: checks.password(values.password),
    workspaceName: checks.needed(values.workspaceName, text.company),
    workspaceSlug: checks.slug(values.workspaceSlug),
    reportingCurrency: checks.needed(values.reportingCurrency, text.currency),
  }
}

async function send(values: Values): Promise<void> {
  const { workspace } = await client.session.setUp({ ...values, code: values.code.trim(), email: values.email.trim() })
  leaveFor(inWorkspaceAddress(workspace, paths.welcome()))
}

/** The very first visit: the one-time code makes the visitor the first owner of the first workspace. */
export function FirstRunPage() {
  const { values, errors, isBusy, set, submit } = useEntryForm({ start, check, send })
  return (
    <EntryCard title={text.firstRunTitle} lead={text.firstRunLead}>
      <form className={classes.form} noValidate onSubmit={submit}>
        <Refusal>{errors.form}</Refusal>
        <TextInput
          label={text.code}
          description={text.codeNote}
          value={values.code}
          autoComplete="one-time-code"
          spellCheck={false}
          maxLength={80}
          error={errors.fields.code}
          onChange={(event) => set({ code: event.currentTarget.value })}
        />
        <fieldset className={classes.section}>
          <legend>{text.you}</legend>
          <TextInput
            label={text.name}
            value={values.name}
            autoComplete="name"
            maxLength={120}
            error={errors.fields.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TextInput
            label={text.email}
            type="email"
            value={values.email}
            autoComplete="username"
            maxLength={254}
            error={errors.fields.email}
            onChange={(event) => set({ email: event.currentTarget.value })}
          />
          <PasswordField
            label={text.password}
            use="new"
            value={values.password}
            error={errors.fields.password}
            onChange={(password) => set({ password })}
          />
        </fieldset>
        <fieldset className={classes.section}>
          <legend>{text.workspace}</legend>
          <WorkspaceFields values={values} errors={errors} set={set} />
        </fieldset>
        <Button type="submit" variant="filled" loading={isBusy}>
          {text.firstRunSubmit}
        </Button>
      </form>
    </EntryCard>
  )
}
