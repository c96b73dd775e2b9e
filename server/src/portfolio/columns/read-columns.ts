import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import { publishedSet } from '../queries/portfolio-filter.ts'
import {
  FIGURE_CELLS,
  type FigureCells,
  type FigureColumns,
  figureColumns,
  type ScoreCells,
  type ScoreColumns,
  scoreColumns,
  writeRow,
  writeScore,
} from './figure-columns.ts'

/** How far a transaction sees: changes of the figures in place, and the computation of the scores. */
export interface Standing {
  readonly changes: number
  readonly accounts: number
  /** The published criteria and the how-manieth computation of scores. */
  readonly scores: string
}

/** Null when the set is gone. */
export async function readStanding(scope: ReadScope, setId: string): Promise<Standing | null> {
  const { rows } = await sql<Standing>`
    select s.changes, (s.totals ->> 'accounts')::integer as accounts,
      concat_ws(' ', ${publishedSet(scope)}, (select c.revision from mainstay.scoring c where c.workspace_id = ${scope.workspaceId})) as scores
    from mainstay.figure_set s where s.workspace_id = ${scope.workspaceId} and s.id = ${setId}`.execute(scope.db)
  return rows[0] ?? null
}

/** Rows read at once: between two portions other requests have their turn. */
const PORTION = 2_000
/** Room for accounts that come while the columns are kept. */
const SPARE = 2_000

/** All figures of a set; null where the columns cannot hold them exactly. */
export async function readFigureColumns(
  scope: ReadScope,
  setId: string,
  standing: Standing,
): Promise<FigureColumns | null> {
  const columns = figureColumns(standing.accounts + standing.changes + SPARE)
  for (let last = '0'; ; ) {
    const rows = await readCells<FigureCells>(
      scope,
      `select ${FIGURE_CELLS} from mainstay.account_figure f
       where f.workspace_id = $1 and f.figure_set_id = $2 and f.account_id > $3 order by f.account_id limit ${PORTION}`,
      [setId, last],
    )
    if (!rows.every((row) => writeRow(columns, row))) return null
    if (rows.length < PORTION) return columns
    last = rows.at(-1)?.[0] ?? last
  }
}

/** The figures that were changed in place since, at most so many. */
export function readChangedFigures(
  scope: ReadScope,
  setId: string,
  { since, most }: { readonly since: number; readonly most: number },
): Promise<FigureCells[]> {
  return readCells<FigureCells>(
    scope,
    // In the order of the index that leads to them, so that the planner takes it whatever number it expects.
    `select ${FIGURE_CELLS} from mainstay.account_figure f
     where f.workspace_id = $1 and f.figure_set_id = $2 and f.change_no > 0 and f.change_no > $3 order by f.change_no limit $4`,
    [setId, String(since), String(most)],
  )
}

export async function readScoreColumns(
  scope: ReadScope,
  columns: FigureColumns,
  standing: Standing,
): Promise<ScoreColumns> {
  const scores = scoreColumns(columns, standing.scores)
  for (let last = '0'; ; ) {
    const portion = await readCells<ScoreCells>(
      scope,
      `select s.account_id, s.score, s.rank, s.confidence from mainstay.account_score s
       where s.workspace_id = $1 and s.account_id > $2 and s.criteria_set_id in (
         select c.id from mainstay.criteria_set c where c.workspace_id = $1 and c.status = 'published')
       order by s.account_id limit ${PORTION}`,
      [last],
    )
    for (const cells of portion) writeScore(scores, columns, cells)
    if (portion.length < PORTION) return scores
    last = portion.at(-1)?.[0] ?? last
  }
}

/** Rows as arrays: naming every cell of so many would take most of the time. */
async function readCells<Cells extends readonly unknown[]>(
  scope: ReadScope,
  text: string,
  values: readonly string[],
): Promise<Cells[]> {
  const { rows } = await scope.client.query<[...Cells]>({
    text,
    values: [scope.workspaceId, ...values],
    rowMode: 'array',
  })
  return rows as readonly unknown[] as Cells[]
}
