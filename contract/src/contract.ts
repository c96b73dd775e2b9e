import { accountRoutes } from './accounts.ts'
import { economicsRoutes } from './economics.ts'
import { ledgerRoutes } from './ledger.ts'
import { planRoutes } from './plans.ts'
import { portfolioRoutes } from './portfolio.ts'
import { programRoutes } from './program.ts'
import { selectionRoutes } from './selection.ts'
import { sessionRoutes } from './session.ts'
import { workspaceRoutes } from './workspace.ts'

/** Everything that crosses the wire, one entry an area. */
export const contract = {
  session: sessionRoutes,
  workspace: workspaceRoutes,
  accounts: accountRoutes,
  ledger: ledgerRoutes,
  economics: economicsRoutes,
  program: programRoutes,
  selection: selectionRoutes,
  plans: planRoutes,
  portfolio: portfolioRoutes,
}

export type Contract = typeof contract
