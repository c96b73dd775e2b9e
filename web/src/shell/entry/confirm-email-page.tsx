import { Button } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../client/index.ts'
import { toProblem } from '../../kit/api/api-error.ts'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { useRouteParameter } from '../../kit/routing/use-url-state.ts'
import { paths } from '../../paths.ts'
import classes from './entry.module.css'
import { EntryCard, Refusal } from './entry-card.tsx'
import { useEntryForm } from './form.ts'
import { text } from './text.ts'

type Outcome = { readonly kind: 'open' | 'gone' } | { readonly kind: 'done'; readonly email: string }

function Ended({ lead }: { lead: string }) {
  return (
    <EntryCard title={text.confirmEmailTitle} lead={lead}>
      <p className={classes.form}>
        <AppLink href={paths.home()}>{text.goOn}</AppLink>
      </p>
    </EntryCard>
  )
}

/** Where the link in the new mailbox leads. It takes a click: programs that look at mail open links too. */
export function ConfirmEmailPage() {
  const token = useRouteParameter('token')
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'open' })
  const { errors, isBusy, submit } = useEntryForm({
    start: {},
    check: () => ({}),
    send: async () => {
      try {
        setOutcome({ kind: 'done', ...(await client.session.confirmEmailChange({ token })) })
      } catch (error) {
        if (toProblem(error).status !== 404) throw error
        setOutcome({ kind: 'gone' })
      }
    },
  })
  if (outcome.kind === 'gone') return <Ended lead={text.confirmEmailInvalid} />
  if (outcome.kind === 'done') return <Ended lead={text.confirmEmailDone(outcome.email)} />
  return (
    <EntryCard title={text.confirmEmailTitle} lead={text.confirmEmailLead}>
      <form className={classes.form} onSubmit={submit}>
        <Refusal>{errors.form}</Refusal>
        <Button type="submit" variant="filled" loading={isBusy}>
          {text.confirmEmailSubmit}
        </Button>
      </form>
    </EntryCard>
  )
}
