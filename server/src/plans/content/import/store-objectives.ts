import { randomUUID } from 'node:crypto'
import type { ImportedObjective } from './file-shape.ts'
import { keptResults } from './new-ids.ts'
import { ownerColumns, storeCauses } from './owners-and-causes.ts'
import { inPieces, momentsOf, placeOf, type StoreWork } from './store-work.ts'

export async function storeObjectives(work: StoreWork): Promise<void> {
  const { scope, content, ids } = work
  const objectives = content.objectives?.objectives ?? []
  await inPieces(
    objectives.map((objective) => objectiveRow(work, objective)),
    (piece) => scope.db.insertInto('mainstay.plan_objective').values(piece).execute(),
  )
  await inPieces(
    objectives.flatMap((objective) => resultRows(work, objective)),
    (piece) => scope.db.insertInto('mainstay.plan_key_result').values(piece).execute(),
  )
  await inPieces(
    objectives.flatMap((objective) => readingRows(work, objective)),
    (piece) => scope.db.insertInto('mainstay.key_result_reading').values(piece).execute(),
  )
  await storeCauses(
    work,
    'objective',
    objectives.map(({ id, causes }) => ({ effectId: ids.of(id), causes })),
  )
}

function objectiveRow(work: StoreWork, objective: ImportedObjective) {
  const { ending, status } = objective
  const figures = objective.figures ?? objective.marginFigures
  return {
    ...placeOf(work),
    ...momentsOf(work, objective),
    ...ownerColumns(objective.owner, work.known),
    id: work.ids.of(objective.id),
    title: objective.title,
    why: objective.why,
    kind: objective.kind,
    ambition: objective.ambition,
    starts_on: objective.startsOn,
    ends_on: objective.endsOn,
    status,
    ended_on: ending?.on ?? null,
    ended_by_name: ending?.byName ?? null,
    end_reason: ending?.reason ?? '',
    final_grade: status === 'closed' ? (figures?.finalGrade ?? null) : null,
    removed_at: null,
  }
}

function resultRows(work: StoreWork, objective: ImportedObjective) {
  return keptResults(objective).flatMap((result, position) => {
    const figures = result.figures ?? result.marginFigures
    if (!figures) return []
    const { measure } = result
    return [
      {
        ...placeOf(work),
        ...momentsOf(work, objective),
        id: work.ids.of(result.id),
        objective_id: work.ids.of(objective.id),
        title: result.title,
        kind: result.kind,
        direction: result.direction,
        ambition: result.ambition,
        weight: result.weight,
        // Of what the ledger feeds, the unit follows from the source.
        unit: measure.kind === 'fed' ? '' : result.unit,
        start_value: figures.start,
        target_value: figures.target,
        fed_source: measure.kind === 'fed' ? measure.source : null,
        fed_product_line: measure.kind === 'fed' ? measure.productLine : null,
        fed_window: measure.kind === 'fed' ? measure.window : null,
        position: position + 1,
        removed_at: null,
      },
    ]
  })
}

/** Readings that the ledger gives are computed anew; a correction stands as the reading that it is. */
function readingRows(work: StoreWork, objective: ImportedObjective) {
  return keptResults(objective).flatMap((result) =>
    (result.figures ?? result.marginFigures ?? { readings: [] }).readings
      .filter(({ id }) => id !== null)
      .map((reading, at) => ({
        ...placeOf(work),
        id: randomUUID() as string,
        key_result_id: work.ids.of(result.id),
        read_on: reading.on,
        value: reading.value,
        note: reading.note,
        author_id: work.scope.actor.id,
        author_name: reading.authorName ?? work.scope.actor.name,
        corrects_id: null,
        created_at: new Date(work.now.getTime() + at),
        removed_at: null,
      })),
  )
}
