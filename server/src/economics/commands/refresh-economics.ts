import { sql } from 'kysely'
import { type AreaContext, systemActorOf } from '../../platform/area.ts'
import { noOrigin, type WriteScope } from '../../platform/use-case.ts'
import { lockLedgerRevision, prepareForBulk, rebuildServiceMonths, saveState, takeDirtyMarks } from '../fact-store.ts'
import { answerDefaultQuestions } from '../figure-set.ts'
import { rebuildAccountMonths } from '../ledger-sums.ts'
import { openOwnFacts, rebuildOwnFacts } from '../own-facts.ts'
import type { FigureQuestion } from '../period.ts'

/**
 * Brings the monthly facts up to the ledger and answers the default question anew, by company and by group, all in one
 * transaction: readers see the old state or the new one. Runs twice without harm.
 */
export async function refreshEconomics(area: AreaContext, workspaceId: number): Promise<void> {
  const system = await systemActorOf(area.pool, workspaceId)
  const isOwn = await openOwnFacts(area, workspaceId)
  await area.useCases.command(system, noOrigin, async (scope) => {
    const revision = await lockLedgerRevision(scope)
    const span = await takeDirtyMarks(scope)
    if (span === 'everything') await prepareForBulk(scope)
    const isWhole = isOwn && span === 'everything'
    const { lastDay, gathered } = isWhole
      ? await rebuildOwnFacts(area, scope)
      : { lastDay: await rebuildAccountMonths(scope, span), gathered: null }
    await rebuildServiceMonths(scope, span)
    await saveState(scope, { span, revision, lastSummed: lastDay })
    await renewAnswers(scope, gathered)
    await scope.announce({ topic: 'economics.changed', subjectType: 'ledger', subjectId: revision })
  })
  await area.useCases.command(system, noOrigin, async (scope) => {
    await sql`select mainstay.analyze_economics()`.execute(scope.db)
  })
}

/** Accounts moved between groups: what was added up by group no longer holds, at the same state of the ledger. */
export async function regroupFigures(area: AreaContext, workspaceId: number): Promise<void> {
  const system = await systemActorOf(area.pool, workspaceId)
  await area.useCases.command(system, noOrigin, async (scope) => {
    const revision = await lockLedgerRevision(scope)
    await sql`delete from mainstay.figure_set s where s.workspace_id = ${workspaceId}`.execute(scope.db)
    await renewAnswers(scope, null)
    await scope.announce({ topic: 'economics.changed', subjectType: 'ledger', subjectId: revision })
  })
}

async function renewAnswers(scope: WriteScope, gathered: FigureQuestion | null): Promise<void> {
  const { rows } = await sql<{
    last: string | null
  }>`select s.last_invoice_date as last from mainstay.economics_state s where s.workspace_id = ${scope.workspaceId}`.execute(
    scope.db,
  )
  const last = rows[0]?.last
  if (!last) {
    await sql`delete from mainstay.figure_set s where s.workspace_id = ${scope.workspaceId}`.execute(scope.db)
    return
  }
  await answerDefaultQuestions(scope, last, gathered)
}
