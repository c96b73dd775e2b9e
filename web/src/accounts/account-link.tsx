import { AppLink } from '../kit/routing/app-link.tsx'
import { paths } from '../paths.ts'

export interface AccountLinkProps {
  readonly account: { readonly id: string; readonly name: string }
  /** More of the address: the period in view. */
  readonly query?: string | undefined
}

/** The name of an account, leading to its page. */
export function AccountLink({ account, query = '' }: AccountLinkProps) {
  return <AppLink href={`${paths.account(account.id)}${query === '' ? '' : `?${query}`}`}>{account.name}</AppLink>
}
