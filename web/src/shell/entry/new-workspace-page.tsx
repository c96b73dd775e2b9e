import { Button } from '@mantine/core'
import { client } from '../../client/index.ts'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import { likelyCurrency } from '../../workspace/index.ts'
import { leaveFor } from '../session/leave.ts'
import { inWorkspaceAddress } from '../session/where-to.ts'
import classes from './entry.module.css'
import { EntryCard, Refusal } from './entry-card.tsx'
import { checks, useEntryForm } from './form.ts'
import { text } from './text.ts'
import { WorkspaceFields, type WorkspaceValues } from './workspace-fields.tsx'

const start: WorkspaceValues = { workspaceName: '', workspaceSlug: '', reportingCurrency: likelyCurrency() }

function check(values: WorkspaceValues) {
  return {
    workspaceName: checks.needed(values.workspaceName, text.company),
    workspaceSlug: checks.slug(values.workspaceSlug),
    reportingCurrency: checks.needed(values.reportingCurrency, text.currency),
  }
}

async function send({ workspaceName, workspaceSlug, reportingCurrency }: WorkspaceValues): Promise<void> {
  const { workspace } = await client.session.createWorkspace({
    name: workspaceName,
    slug: workspaceSlug,
    reportingCurrency,
  })
  leaveFor(inWorkspaceAddress(workspace, paths.welcome()))
}

/** A further workspace for somebody who is signed in. */
export function NewWorkspacePage() {
  const { values, errors, isBusy, set, submit } = useEntryForm({ start, check, send })
  return (
    <EntryCard title={text.newTitle} lead={text.newLead}>
      <form className={classes.form} noValidate onSubmit={submit}>
        <Refusal>{errors.form}</Refusal>
        <WorkspaceFields values={values} errors={errors} set={set} />
        <div className={classes.buttons}>
          <AppLink href={paths.workspaces()}>{text.back}</AppLink>
          <Button type="submit" variant="filled" loading={isBusy}>
            {text.firstRunSubmit}
          </Button>
        </div>
      </form>
    </EntryCard>
  )
}
