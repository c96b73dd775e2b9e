import type { FigureSet } from '../../economics/index.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { type AreaContext, systemActor } from '../../platform/area.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type ColumnShelf, createShelf, type KeepingLimits } from './column-shelf.ts'
import { type FigureColumns, type ScoreColumns, settleScores, writeRow } from './figure-columns.ts'
import { readChangedFigures, readFigureColumns, readScoreColumns, readStanding, type Standing } from './read-columns.ts'

/** About 40 MB for 100,000 accounts. */
const LIMITS: KeepingLimits = { fewest: 5_000, most: 400_000, mostChanges: 1_000 }

/** Columns exactly as the asking transaction sees the database. */
export interface Columns {
  readonly figures: FigureColumns
  readonly scores: ScoreColumns | null
}

export interface ColumnQuestion {
  readonly scope: ReadScope
  readonly set: FigureSet
  readonly needsScores: boolean
}

export interface ColumnKeeper {
  readonly limits: KeepingLimits
  /**
   * Works out an answer from columns, without a pause in between. Null where there are none that say what the caller's
   * transaction sees, or where the caller may not see every account: then the database is to be asked. Columns that are
   * missing are being read from then on.
   */
  answer<Value>(question: ColumnQuestion, work: (columns: Columns) => Value): Promise<Value | null>
  /** Reads the columns of a set before anybody asks for them. */
  readAhead(program: Actor, set: FigureSet): Promise<void>
  /** Resolves when nothing is being read any more. */
  settled(): Promise<void>
}

const keepers = new WeakMap<AreaContext['pool'], ColumnKeeper>()

/** The columns kept by this process; one keeper for each program. */
export function columnsOf(area: AreaContext): ColumnKeeper {
  const known = keepers.get(area.pool)
  if (known) return known
  const created = createColumnKeeper(area, LIMITS)
  keepers.set(area.pool, created)
  return created
}

export function createColumnKeeper(area: Pick<AreaContext, 'useCases' | 'log'>, limits: KeepingLimits): ColumnKeeper {
  const shelf = createShelf(limits)
  let reading: Promise<void> | null = null

  /** One thing at a time, as the program itself: it sees all that whoever may ask here sees. */
  function startReading(program: Actor, set: FigureSet): void {
    if (reading !== null) return
    reading = area.useCases
      .read(program, (scope) => readMissing(scope, shelf, set))
      .catch((error: unknown) => area.log.warn('db', 'columns for lists could not be read', { error: String(error) }))
      .finally(() => {
        reading = null
      })
  }

  return {
    limits,
    answer: async (question, work) => {
      const { scope, set, needsScores } = question
      const { accounts } = set.totals
      const isOfSize = accounts >= limits.fewest && accounts <= limits.most
      if (scope.actor.visibility !== 'all' || !isOfSize || shelf.isUnfit(set.id)) return null
      const standing = await readStanding(scope, set.id)
      if (standing === null) return null
      await followChanges(scope, shelf, { setId: set.id, standing, most: limits.mostChanges })
      const columns = shelf.find(set.id)
      if (columns === undefined || (needsScores && columns.scores?.key !== standing.scores)) {
        startReading(programOf(scope.actor), set)
        return null
      }
      // Ahead of this transaction when somebody who saw more has asked meanwhile.
      if (columns.changes !== standing.changes) return null
      return work({ figures: columns.figures, scores: columns.scores })
    },
    readAhead: async (program, set) => {
      while (reading !== null) await reading
      if (shelf.find(set.id) === undefined && !shelf.isUnfit(set.id)) startReading(program, set)
      while (reading !== null) await reading
    },
    settled: async () => {
      while (reading !== null) await reading
    },
  }
}

function programOf({ workspaceId, workspaceSlug, reportingCurrency }: Actor): Actor {
  return systemActor({ id: workspaceId, slug: workspaceSlug, reportingCurrency })
}

/** Reads the columns of a set, or where they are there its scores anew. */
async function readMissing(scope: ReadScope, shelf: ColumnShelf, set: FigureSet): Promise<void> {
  const standing = await readStanding(scope, set.id)
  if (standing === null) return
  const known = shelf.find(set.id)
  if (known === undefined) {
    const figures = await readFigureColumns(scope, set.id, standing)
    if (figures === null) {
      shelf.markUnfit(set.id)
      return
    }
    const scores = await readScoreColumns(scope, figures, standing)
    const { changes } = standing
    shelf.put(set.id, {
      workspaceId: scope.workspaceId,
      ledgerRevision: set.period.ledgerRevision,
      figures,
      changes,
      scores,
    })
    return
  }
  const scores = await readScoreColumns(scope, known.figures, standing)
  // For accounts that came into the figures while the scores were read.
  settleScores(scores, known.figures)
  known.scores = scores
}

/** Brings columns up to what the transaction sees; those that cannot follow are dropped, to be read anew. */
async function followChanges(
  scope: ReadScope,
  shelf: ColumnShelf,
  {
    setId,
    standing: { changes },
    most,
  }: { readonly setId: string; readonly standing: Standing; readonly most: number },
): Promise<void> {
  const columns = shelf.find(setId)
  if (columns === undefined || columns.changes >= changes) return
  const rows = await readChangedFigures(scope, setId, { since: columns.changes, most: most + 1 })
  // Somebody else may have done the same in the meantime, or have gone further.
  if (columns.changes >= changes || shelf.find(setId) !== columns) return
  if (rows.length > most || !rows.every((row) => writeRow(columns.figures, row))) {
    shelf.drop(setId)
    return
  }
  columns.changes = changes
  if (columns.scores) settleScores(columns.scores, columns.figures)
}
