import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api, client, sessionOptions } from '../../client/index.ts'
import { toProblem } from '../../kit/api/api-error.ts'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { useRouteParameter } from '../../kit/routing/use-url-state.ts'
import { StateFailed, StateLoading } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import { leaveFor } from '../session/leave.ts'
import { useSignOut } from '../session/use-sign-out.ts'
import { inWorkspaceAddress, signInAddress } from '../session/where-to.ts'
import classes from './entry.module.css'
import { EntryCard, Refusal } from './entry-card.tsx'
import { checks, useEntryForm } from './form.ts'
import { PasswordField } from './password-field.tsx'
import { text } from './text.ts'

type Invitation = Awaited<ReturnType<typeof client.session.readInvitation>>

interface JoinProps {
  readonly token: string
  readonly invitation: Invitation
}

/** For somebody new: their name and a password. */
function NewPersonForm({ token, invitation }: JoinProps) {
  const { values, errors, isBusy, set, submit } = useEntryForm({
    start: { name: '', password: '' },
    check: ({ name, password }) => ({ name: checks.needed(name, text.name), password: checks.password(password) }),
    send: async ({ name, password }) => {
      const { workspace } = await client.session.acceptInvitation({ token, name, password })
      leaveFor(inWorkspaceAddress(workspace, '/'))
    },
  })
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <Refusal>{errors.form}</Refusal>
      <input type="hidden" autoComplete="username" value={invitation.email} readOnly />
      <TextInput
        label={text.name}
        value={values.name}
        autoComplete="name"
        maxLength={120}
        autoFocus
        error={errors.fields.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <PasswordField
        label={text.password}
        use="new"
        value={values.password}
        error={errors.fields.password}
        onChange={(password) => set({ password })}
      />
      <Button type="submit" variant="filled" loading={isBusy}>
        {text.join}
      </Button>
    </form>
  )
}

/** For somebody who is signed in as the person invited: one button. */
function JoinButton({ token }: { token: string }) {
  const { errors, isBusy, submit } = useEntryForm({
    start: {},
    check: () => ({}),
    send: async () => {
      const { workspace } = await client.session.acceptInvitation({ token })
      leaveFor(inWorkspaceAddress(workspace, '/'))
    },
  })
  return (
    <form className={classes.form} onSubmit={submit}>
      <Refusal>{errors.form}</Refusal>
      <Button type="submit" variant="filled" loading={isBusy}>
        {text.join}
      </Button>
    </form>
  )
}

function KnownPerson({ token, invitation }: JoinProps) {
  const session = useQuery(sessionOptions())
  const signOut = useSignOut(paths.invitation(token))
  if (session.data === undefined) return <StateLoading lines={2} />
  const { person } = session.data
  if (person === null) {
    return (
      <div className={classes.form}>
        <p>{text.invitationSignIn(invitation.email)}</p>
        <Button variant="filled" component="a" href={signInAddress(paths.invitation(token))}>
          {text.goToSignIn}
        </Button>
      </div>
    )
  }
  if (person.email.toLowerCase() === invitation.email.toLowerCase()) return <JoinButton token={token} />
  return (
    <div className={classes.form}>
      <p>{text.invitationOther(person.email)}</p>
      <Button onClick={signOut}>{text.signOut}</Button>
    </div>
  )
}

/** Where an invitation link leads: what it offers, and the way in for new and known people. */
export function InvitationPage() {
  const token = useRouteParameter('code')
  const query = useQuery(api.session.readInvitation.queryOptions({ input: { token } }))
  if (query.error) {
    const isGone = toProblem(query.error).status === 404
    return (
      <EntryCard
        title={isGone ? text.invitationInvalidTitle : text.product}
        lead={isGone ? text.invitationInvalid : null}
      >
        {isGone ? (
          <p className={classes.form}>
            <AppLink href={paths.signIn()}>{text.goToSignIn}</AppLink>
          </p>
        ) : (
          <StateFailed error={query.error} onRetry={() => void query.refetch()} />
        )}
      </EntryCard>
    )
  }
  if (query.data === undefined) {
    return (
      <EntryCard title={text.product}>
        <StateLoading lines={3} />
      </EntryCard>
    )
  }
  const invitation = query.data
  return (
    <EntryCard
      title={text.invitationTitle(invitation.workspaceName)}
      lead={text.invitationLead(invitation.email, invitation.role)}
    >
      {invitation.isKnownPerson ? (
        <KnownPerson token={token} invitation={invitation} />
      ) : (
        <NewPersonForm token={token} invitation={invitation} />
      )}
    </EntryCard>
  )
}
