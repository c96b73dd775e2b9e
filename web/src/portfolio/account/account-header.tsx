import { Button } from '@mantine/core'
import type { AccountDetail } from '../../accounts/index.ts'
import { TierBadge } from '../../kit/figures/badges.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { paths } from '../../paths.ts'
import { AskOverrideButton, OverrideBadge, type OverrideBadgeProps } from '../../selection/index.ts'
import classes from './account.module.css'
import { text } from './text.ts'

/** First letters of the first and the last name. */
export function initialsOf(name: string): string {
  const names = name.trim().split(/\s+/)
  return [names[0], names.length > 1 ? names.at(-1) : undefined]
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase()
}

function Team({ account }: { account: AccountDetail }) {
  if (account.team.length === 0) return null
  const names = account.team.map((member) => member.name).join(', ')
  return (
    <span className={classes.initials} role="img" aria-label={text.team(names)} title={text.team(names)}>
      {account.team.slice(0, 4).map((member) => (
        <span key={member.personId} className={classes.initial} aria-hidden>
          {initialsOf(member.name)}
        </span>
      ))}
    </span>
  )
}

export interface AccountHeaderProps {
  readonly account: AccountDetail
  readonly tier: { readonly key: string | null; readonly level: number } | null
  readonly exception: OverrideBadgeProps['exception']
  readonly mayEdit: boolean
  readonly mayDecide: boolean
  readonly editLabel: string
  readonly onEdit: () => void
  readonly onDecide: () => void
}

/** Name, tier, place, group and team, with what can be done. */
export function AccountHeader(props: AccountHeaderProps) {
  const { account, tier, exception, mayEdit, mayDecide, editLabel, onEdit, onDecide } = props
  const place = [account.city, account.country].filter((part) => part !== null).join(', ')
  const note = [
    place,
    account.segment,
    account.companiesInGroup > 1 ? text.group(String(account.companiesInGroup)) : null,
  ].filter((part) => part !== null && part !== '')
  return (
    <TopBar
      title={account.name}
      breadcrumbs={[{ label: text.accounts, href: paths.accounts() }]}
      badge={
        <>
          {tier ? <TierBadge tier={tier.key} level={tier.level} /> : null}
          <OverrideBadge accountId={account.id} exception={exception} />
        </>
      }
      note={note.join(' · ')}
      actions={
        <>
          <Team account={account} />
          {mayEdit ? <Button onClick={onEdit}>{editLabel}</Button> : null}
          {mayDecide ? (
            <Button onClick={onDecide}>{text.decide}</Button>
          ) : (
            <AskOverrideButton accountId={account.id} accountName={account.name} />
          )}
        </>
      }
    />
  )
}
