import { sql } from 'kysely'
import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import { noOrigin } from '../../platform/use-case.ts'
import { explainScore, type ScoreExplanation } from '../queries/explain.ts'
import { cutScore, everyRankedRow, type RankedRow, workOutRanking } from '../queries/rank.ts'
import { findRun } from '../runs/run-store.ts'

import { type AskFirmnessInput, askFirmness, planQuestion } from './ask-firmness.ts'
import { readFirmness } from './read-firmness.ts'
import type { FirmnessAnswer } from './stored-answer.ts'

/** Asks how firm the list is and waits for the answer; `finishJobs` works on what was asked. */
export async function reportFirmness(
  area: AreaContext,
  actor: Actor,
  ask: AskFirmnessInput & { readonly finishJobs: () => Promise<void> },
): Promise<FirmnessAnswer> {
  const question = await planQuestion(area, actor, ask)
  const { id } = await area.useCases.command(actor, noOrigin, (scope) => askFirmness(area, scope, question))
  await ask.finishJobs()
  const { failure } = await area.useCases.read(actor, (scope) => findRun(scope, id))
  if (failure) throw new Refused(failure.code)
  return readFirmness(area, actor, id)
}

/** One account of the ranking as a program reads it. */
export interface ReportedScore extends Omit<RankedRow, 'account' | 'contributions' | 'rank'> {
  readonly code: string
  readonly name: string
  /** Null for an account that is not ranked. */
  readonly rank: number | null
  /** Points each criterion adds, by its key; null without evidence or without the right to see it. */
  readonly contributions: Readonly<Record<string, number | null>>
}

export interface ScoreReport {
  readonly criteriaSet: { readonly id: string; readonly name: string; readonly number: number }
  readonly today: string
  readonly places: number
  readonly cut: number | null
  readonly accounts: readonly ReportedScore[]
}

/** The whole ranking under the criteria in force. */
export async function reportScores(area: AreaContext, actor: Actor): Promise<ScoreReport> {
  const ranked = await workOutRanking(area, actor, { spendBias: 'with' })
  const { id, name, number, content } = ranked.book.criteriaSet
  const accounts: ReportedScore[] = []
  await area.useCases.read(actor, async (scope) => {
    for await (const { account, contributions, rank, ...row } of everyRankedRow(scope, ranked, '')) {
      accounts.push({
        rank: row.isEligible ? rank : null,
        code: account.code,
        name: account.name,
        ...row,
        contributions: Object.fromEntries(
          content.criteria.map(({ key }, index) => [key, contributions[index] ?? null]),
        ),
      })
    }
  })
  const { places, today } = ranked.state
  return { criteriaSet: { id, name, number }, today, places, cut: cutScore(ranked.ranking, places), accounts }
}

/** Why one account scores as it does; by its code, or that of a company of its group. */
export async function reportScore(area: AreaContext, actor: Actor, code: string): Promise<ScoreExplanation> {
  const id = await area.useCases.read(actor, async (scope) => {
    const { rows } = await sql<{ id: string }>`
      select a.id from mainstay.account a where a.workspace_id = ${scope.workspaceId} and a.code = ${code}`.execute(
      scope.db,
    )
    return rows[0]?.id
  })
  if (id === undefined) throw new Refused('http/not-found')
  return explainScore(area, actor, { id })
}
