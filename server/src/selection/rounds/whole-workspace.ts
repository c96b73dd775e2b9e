import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'

/**
 * Reads over all accounts inside the caller's own transaction, as figures and take-overs must: what comes of it is shown
 * only by names the caller may know. Blindness holds all the same, since it does not hang on accounts.
 */
export async function overAllAccounts<Value>(scope: ReadScope, work: () => Promise<Value>): Promise<Value> {
  const see = (visibility: string) =>
    sql`select set_config('mainstay.visibility', ${visibility}, true)`.execute(scope.db)
  await see('all')
  const value = await work()
  await see(scope.actor.visibility)
  return value
}
