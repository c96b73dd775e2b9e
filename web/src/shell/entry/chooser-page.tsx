import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type Session, sessionOptions } from '../../client/index.ts'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import { leaveFor } from '../session/leave.ts'
import { useSignOut } from '../session/use-sign-out.ts'
import { inWorkspaceAddress } from '../session/where-to.ts'
import classes from './entry.module.css'
import { EntryCard } from './entry-card.tsx'
import { text } from './text.ts'

function Choices({ workspaces }: { workspaces: Session['workspaces'] }) {
  if (workspaces.length === 0) {
    return (
      <StateEmpty
        title={text.noneTitle}
        sentence={text.noneSentence}
        action={
          <Button variant="filled" onClick={() => leaveFor(paths.newWorkspace())}>
            {text.create}
          </Button>
        }
      />
    )
  }
  return (
    <>
      <ul className={classes.choices}>
        {workspaces.map((workspace) => (
          <li key={workspace.slug}>
            <a className={classes.choice} href={inWorkspaceAddress(workspace.slug, '/')}>
              <b>{workspace.name}</b>
              <span>{text.chooserRole(workspace.role)}</span>
            </a>
          </li>
        ))}
      </ul>
      <p className={classes.below}>
        <AppLink href={paths.newWorkspace()}>{text.create}</AppLink>
      </p>
    </>
  )
}

/** Shown when it is not clear which workspace is meant, and when there is none. */
export function ChooserPage() {
  const { missing }: { missing?: unknown } = useSearch({ strict: false })
  const session = useQuery(sessionOptions())
  const signOut = useSignOut()
  const person = session.data?.person
  return (
    <EntryCard
      title={text.chooserTitle}
      lead={typeof missing === 'string' ? text.chooserMissing(missing) : null}
      foot={
        person ? (
          <>
            {text.signedInAs(person.name)}.{' '}
            <button type="button" onClick={signOut}>
              {text.signOut}
            </button>
          </>
        ) : null
      }
    >
      <QueryGate query={session}>{({ workspaces }) => <Choices workspaces={workspaces} />}</QueryGate>
    </EntryCard>
  )
}
