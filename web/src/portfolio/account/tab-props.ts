import type { AccountDetail } from '../../accounts/index.ts'
import type { Access } from '../../client/index.ts'
import type { AccountEconomics } from '../../economics/index.ts'
import type { SetUrlState } from '../../kit/routing/use-url-state.ts'
import type { ScoreExplanation } from './account-queries.ts'
import type { AccountState } from './state.ts'

/** What every tab of the account page knows. */
export interface TabProps {
  readonly account: AccountDetail
  readonly state: AccountState
  readonly setState: SetUrlState<AccountState>
  readonly access: Access
}

/** Tabs that show figures also have them. */
export interface FigureTabProps extends TabProps {
  readonly economics: AccountEconomics
  readonly score: ScoreExplanation | undefined
}
