import type { FigureColumns, ScoreColumns } from './figure-columns.ts'

/** How much is kept: the database reads fewer accounts as fast, and more would take too much memory. */
export interface KeepingLimits {
  readonly fewest: number
  /** Accounts of all kept sets together. */
  readonly most: number
  /** Changes in place that are followed one by one; after more, the columns are read anew. */
  readonly mostChanges: number
}

const REMEMBERED_UNFIT = 100

/** The columns of a figure set, as after so many changes of its figures. */
export interface KeptColumns {
  readonly workspaceId: number
  readonly ledgerRevision: number
  readonly figures: FigureColumns
  changes: number
  scores: ScoreColumns | null
}

/** The sets that are kept, the one asked for longest ago first. */
export interface ColumnShelf {
  find(setId: string): KeptColumns | undefined
  /** Keeps a set, in place of those of an older ledger and of whichever was asked for longest ago. */
  put(setId: string, columns: KeptColumns): void
  drop(setId: string): void
  isUnfit(setId: string): boolean
  /** Remembers that columns cannot hold what the set says. */
  markUnfit(setId: string): void
}

export function createShelf({ most }: KeepingLimits): ColumnShelf {
  const kept = new Map<string, KeptColumns>()
  const unfit = new Set<string>()
  return {
    find: (setId) => {
      const columns = kept.get(setId)
      if (columns === undefined) return undefined
      kept.delete(setId)
      kept.set(setId, columns)
      return columns
    },
    put: (setId, columns) => {
      const { workspaceId, ledgerRevision } = columns
      for (const [id, other] of kept)
        if (other.workspaceId === workspaceId && other.ledgerRevision !== ledgerRevision) kept.delete(id)
      kept.set(setId, columns)
      let accounts = [...kept.values()].reduce((sum, { figures }) => sum + figures.count, 0)
      for (const [id, { figures }] of kept) {
        if (accounts <= most) return
        kept.delete(id)
        accounts -= figures.count
      }
    },
    drop: (setId) => {
      kept.delete(setId)
    },
    isUnfit: (setId) => unfit.has(setId),
    markUnfit: (setId) => {
      if (unfit.size >= REMEMBERED_UNFIT) unfit.clear()
      unfit.add(setId)
    },
  }
}
