import { randomUUID } from 'node:crypto'
import type { ImportedCause, ImportedContent } from './file-shape.ts'

/** Gives every thing of a file an id of its own; the same thing always the same one. */
export interface NewIds {
  of(id: string): string
  has(id: string): boolean
  /** A cause by its new ids; null where what it names is not in the file. */
  cause(cause: ImportedCause): ImportedCause | null
}

export function newIds(content: ImportedContent): NewIds {
  const ids = new Map(everyId(content).map((id) => [id, randomUUID() as string]))
  return {
    of: (id) => {
      const known = ids.get(id)
      if (known === undefined) throw new Error(`the file names ${id} and does not have it`)
      return known
    },
    has: (id) => ids.has(id),
    cause: ({ kind, id }) => {
      const renewed = id.split(':').map((part) => ids.get(part))
      return renewed.every((part) => part !== undefined) ? { kind, id: renewed.join(':') } : null
    },
  }
}

function everyId(content: ImportedContent): string[] {
  const { statements, swot, objectives, actions, whiteSpace } = content
  return [
    ...(statements?.sections ?? []).flatMap((section) => [...section.values, ...section.statements]),
    ...(swot?.items ?? []),
    ...(objectives?.objectives ?? []).flatMap((objective) => [objective, ...keptResults(objective)]),
    ...(actions?.actions ?? []),
    ...(whiteSpace?.units ?? []),
    ...(whiteSpace?.offerings ?? []),
  ].map(({ id }) => id)
}

type Objective = NonNullable<ImportedContent['objectives']>['objectives'][number]

/** Key results whose numbers are in the file; those of margins are not where whoever exported them lacked the right. */
export function keptResults(objective: Objective): Objective['keyResults'] {
  return objective.keyResults.filter(({ figures, marginFigures }) => (figures ?? marginFigures) !== null)
}
