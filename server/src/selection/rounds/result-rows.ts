import type { roundResultRow } from '@mainstay/contract/selection-round-results'
import type { CellResult, CorrectedScore } from '@mainstay/domain/selection'
import type { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type RoundOutcome, readOutcome } from './results.ts'
import type { StoredSettlement } from './round-store.ts'
import { presentSettlement } from './settle-score.ts'

export type ResultRow = z.infer<typeof roundResultRow>

const SORT = 'place'

/** Scores and spread by account and criterion, in the order of the candidates. */
export async function listResultRows(
  scope: ReadScope,
  input: { readonly id: string; readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ rows: ResultRow[]; nextCursor: string | null; total: number }> {
  const [place] = decodeCursor(input.cursor, SORT, ['id']) ?? []
  const from = Number(place ?? 0)
  const rows = resultRows(await readOutcome(scope, input.id))
  const end = from + input.limit
  return {
    rows: rows.slice(from, end),
    nextCursor: rows.length > end ? encodeCursor(SORT, [String(end)]) : null,
    total: rows.length,
  }
}

/** A row for every candidate whose name the person who asks may know. */
export function resultRows(outcome: RoundOutcome): ResultRow[] {
  const corrected = groupByCell(outcome.severity.scores)
  const settlements = new Map(outcome.settlements.map((one) => [one.id, one]))
  const rows = new Map<string, ResultRow>()
  for (const result of outcome.results) {
    const account = outcome.names.get(result.accountId)
    if (!account) continue
    const row = rows.get(account.id) ?? { account, cells: [] }
    row.cells.push(presentCell(result, { scores: corrected.get(cellKey(result)) ?? [], settlements }))
    rows.set(account.id, row)
  }
  return [...rows.values()]
}

function presentCell(
  result: CellResult,
  beside: {
    readonly scores: readonly CorrectedScore[]
    readonly settlements: ReadonlyMap<string, StoredSettlement>
  },
): ResultRow['cells'][number] {
  const { scores, settlements } = beside
  const settlement = result.settlement && settlements.get(result.settlement.id)
  return {
    criterionKey: result.criterionKey,
    kind: result.kind,
    level: result.level.value,
    range: result.spread?.range ?? null,
    mean: result.spread?.mean ?? null,
    correctedMean: correctedMeanOf(scores),
    scores: scores.map(({ raterId, score, comment }) => ({ personId: raterId, score, comment })),
    settlement: settlement ? presentSettlement(settlement) : null,
  }
}

/** Null unless every score given could be corrected. */
function correctedMeanOf(scores: readonly CorrectedScore[]): number | null {
  const given = scores.filter(({ score }) => score !== null)
  const values = given.flatMap(({ corrected }) => corrected ?? [])
  if (values.length === 0 || values.length < given.length) return null
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function groupByCell(scores: readonly CorrectedScore[]): ReadonlyMap<string, CorrectedScore[]> {
  const cells = new Map<string, CorrectedScore[]>()
  for (const one of scores) {
    const cell = cells.get(cellKey(one))
    if (cell) cell.push(one)
    else cells.set(cellKey(one), [one])
  }
  return cells
}

function cellKey({ accountId, criterionKey }: { readonly accountId: string; readonly criterionKey: string }): string {
  return JSON.stringify([accountId, criterionKey])
}
