import type {
  CauseReference,
  KeyResult,
  KeyResultFigures,
  KeyResultMeasure,
  KeyResultReading,
  NewObjectiveOwner,
  ObjectiveFigures,
  ObjectiveOwner,
  ObjectivesPart,
  PlanObjective,
} from '@mainstay/contract/plans-objectives'
import type { ObjectiveImportPreview } from '@mainstay/contract/plans-sheets'

export type {
  CauseReference,
  KeyResult,
  KeyResultFigures,
  KeyResultMeasure,
  KeyResultReading,
  NewObjectiveOwner,
  ObjectiveImportPreview,
  ObjectiveOwner,
  ObjectivesPart,
  PlanObjective,
}

/** Figures of a key result or objective, wherever they stand; null where the reader may not see them. */
export function shownFigures<Figures>(of: {
  readonly figures: Figures | null
  readonly marginFigures: Figures | null
}): Figures | null {
  return of.figures ?? of.marginFigures
}

export type { ObjectiveFigures }
