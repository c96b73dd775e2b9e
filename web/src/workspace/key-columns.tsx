import { Button } from '@mantine/core'
import { Tag } from '../kit/figures/badges.tsx'
import { DateText } from '../kit/figures/date-text.tsx'
import type { DataColumn } from '../kit/table/columns.ts'
import type { ApiKey } from './api/keys.ts'
import { text } from './text.ts'
import classes from './workspace.module.css'

export type KeyState = 'working' | 'revoked' | 'expired'

/** Whether a key still opens anything; the moment is passed in so that it can be tested. */
export function keyState(key: Pick<ApiKey, 'revokedAt' | 'expiresAt'>, now: Date): KeyState {
  if (key.revokedAt !== null) return 'revoked'
  return new Date(key.expiresAt) <= now ? 'expired' : 'working'
}

/** The columns of the table of keys; revoking is done in the row. */
export function keyColumns(onRevoke: (key: ApiKey) => void, now: Date): readonly DataColumn<ApiKey>[] {
  return [
    {
      id: 'name',
      header: text.name,
      width: 200,
      grow: 1,
      cell: (key) => (
        <span className={classes.person}>
          <b>{key.name}</b>
          <span className={classes.muted}>{key.prefix}…</span>
        </span>
      ),
    },
    {
      id: 'scopes',
      header: text.keyScopes,
      width: 190,
      isOnCard: true,
      cell: (key) => key.scopes.map((scope) => text.scopes[scope]).join(', '),
    },
    { id: 'owner', header: text.keyOwner, width: 150, cell: (key) => key.personName },
    {
      id: 'lastUsed',
      header: text.lastUsed,
      width: 120,
      cell: (key) => (key.lastUsedAt === null ? text.never : <DateText value={key.lastUsedAt} />),
    },
    {
      id: 'expires',
      header: text.expires,
      width: 120,
      isOnCard: true,
      cell: (key) => <DateText value={key.expiresAt} />,
    },
    {
      id: 'state',
      header: text.status,
      width: 150,
      isOnCard: true,
      cell: (key) => {
        const state = keyState(key, now)
        if (state !== 'working') return <Tag tone={state === 'revoked' ? 'loss' : 'neutral'}>{text[state]}</Tag>
        return (
          <Button size="compact-xs" aria-label={`${text.revoke} ${key.name}`} onClick={() => onRevoke(key)}>
            {text.revoke}
          </Button>
        )
      },
    },
  ]
}
