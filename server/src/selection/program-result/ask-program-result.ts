import type { programResultReach } from '@mainstay/contract/selection-program-result'
import { OUT_OF_PROGRAM } from '@mainstay/domain/program'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { AreaContext } from '../../platform/area.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { RunAnswer } from '../runs/run-table.ts'
import { startRun } from '../runs/start-run.ts'
import { daysToAsk, presentSpan, readLedger, settleSpans } from './spans.ts'
import type { ProgramResultAsk } from './stored-result.ts'

type Reach = z.infer<typeof programResultReach>

/** For which days the result can be told, so that nobody has to try. */
export async function readReach(scope: ReadScope): Promise<Reach> {
  const ledger = await readLedger(scope)
  const { rows } = await sql<{ day: string | null }>`
    select min(d.effective_date) as day from mainstay.tier_decision d
    where d.workspace_id = ${scope.workspaceId} and d.tier <> ${OUT_OF_PROGRAM}`.execute(scope.db)
  return {
    ledger: ledger && presentSpan(ledger),
    forMonths: ([12, 24] as const).flatMap((months) => {
      const days = ledger && daysToAsk(ledger, months)
      return days ? [{ months, ...days }] : []
    }),
    firstDecision: rows[0]?.day ?? null,
  }
}

/** Puts the question on its way; what the ledger cannot answer is refused at once. */
export async function startProgramResult(
  area: AreaContext,
  scope: WriteScope,
  { since, months, seed }: ProgramResultAsk,
): Promise<RunAnswer> {
  await settleSpans(scope, { since, months })
  const question: ProgramResultAsk = { since, months, seed }
  return startRun(area, scope, { kind: 'program_result', question })
}
