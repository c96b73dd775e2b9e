import type { CSSProperties } from 'react'
import { AccountLink } from './account-link.tsx'
import classes from './accounts.module.css'
import type { AccountDetail, AccountReference } from './api/account-queries.ts'
import { text } from './text.ts'

const words = text.group

interface TreeEntry {
  readonly account: AccountReference
  readonly depth: number
  readonly isHere: boolean
}

/** The line from the head of the group down to the account, and what stands right below it. */
export function treeEntries(account: AccountDetail): TreeEntry[] {
  const above = [account.group, ...(account.parent && account.parent.id !== account.group.id ? [account.parent] : [])]
  const line = above.filter((company) => company.id !== account.id)
  return [
    ...line.map((company, depth) => ({ account: company, depth, isHere: false })),
    { account, depth: line.length, isHere: true },
    ...account.children.map((child) => ({ account: child, depth: line.length + 1, isHere: false })),
  ]
}

/** Where the account stands in its group. */
export function GroupTree({ account }: { account: AccountDetail }) {
  const entries = treeEntries(account)
  if (entries.length === 1) return <p className={classes.muted}>{words.alone}</p>
  return (
    <ul className={classes.tree}>
      {entries.map(({ account: company, depth, isHere }) => (
        <li key={company.id} className={classes.treeItem} style={{ '--depth': depth } as CSSProperties}>
          {isHere ? <b>{company.name}</b> : <AccountLink account={company} />}
          <span className={classes.muted}>{isHere ? `${company.code} · ${words.here}` : company.code}</span>
        </li>
      ))}
    </ul>
  )
}
