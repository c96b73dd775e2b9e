import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, type client } from '../../client/index.ts'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { Tag } from '../../kit/figures/badges.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { browserName } from './browser-name.ts'
import classes from './profile.module.css'
import { text } from './text.ts'

type OpenSession = Awaited<ReturnType<typeof client.session.listSessions>>['rows'][number]

function nameOf(session: OpenSession): string {
  const { browser, system } = browserName(session.agent ?? '')
  return browser === '' ? text.unknownBrowser : text.on(browser, system)
}

function SessionRow({ session, onEnd }: { session: OpenSession; onEnd: (id: string) => void }) {
  const name = nameOf(session)
  return (
    <li className={classes.session}>
      <div>
        <div className={classes.sessionName}>
          {name}
          {session.isCurrent ? <Tag tone="accent">{text.thisBrowser}</Tag> : null}
        </div>
        <div className={classes.muted}>
          {text.lastUsed} <DateText value={session.lastUsedAt} form="instant" />, {text.since}{' '}
          <DateText value={session.createdAt} form="instant" />
          {session.address ? `, ${text.from(session.address)}` : null}
        </div>
      </div>
      {session.isCurrent ? null : (
        <Button aria-label={text.endOf(name)} onClick={() => onEnd(session.id)}>
          {text.end}
        </Button>
      )}
    </li>
  )
}

/** Every place where the person is signed in, each of which can be ended. */
export function SessionsPanel() {
  const queryClient = useQueryClient()
  const query = useQuery(api.session.listSessions.queryOptions())
  const settle = (message: string) => {
    showNotice(message)
    void queryClient.invalidateQueries({ queryKey: api.session.listSessions.key() })
  }
  const end = useMutation(
    api.session.revokeSession.mutationOptions({
      onSuccess: () => settle(text.ended),
      onError: (error) => showFailure(error),
    }),
  )
  const endOthers = useMutation(
    api.session.revokeOtherSessions.mutationOptions({
      onSuccess: () => settle(text.endedOthers),
      onError: (error) => showFailure(error),
    }),
  )
  const hasOthers = (query.data?.rows ?? []).some((session) => !session.isCurrent)
  return (
    <Panel
      title={text.sessionsTitle}
      actions={
        hasOthers ? (
          <Button loading={endOthers.isPending} onClick={() => endOthers.mutate(undefined)}>
            {text.endOthers}
          </Button>
        ) : null
      }
    >
      <p className={classes.muted}>
        {hasOthers || query.data === undefined ? text.sessionsLead : `${text.onlyThis} ${text.sessionsLead}`}
      </p>
      <QueryGate query={query}>
        {({ rows }) => (
          <ul className={classes.sessions}>
            {rows.map((session) => (
              <SessionRow key={session.id} session={session} onEnd={(id) => end.mutate({ id })} />
            ))}
          </ul>
        )}
      </QueryGate>
    </Panel>
  )
}
