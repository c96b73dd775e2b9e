import type { PlanCauseTable } from '../../tables.ts'
import type { ImportedCause, ImportedOwner } from './file-shape.ts'
import { inPieces, placeOf, type StoreWork } from './store-work.ts'
import type { Surroundings } from './surroundings.ts'

interface OwnerColumns {
  readonly owner_kind: ImportedOwner['kind'] | null
  readonly owner_person_id: string | null
  readonly owner_name: string | null
  readonly owner_function: string
}

const NOBODY: OwnerColumns = { owner_kind: null, owner_person_id: null, owner_name: null, owner_function: '' }

/** A member of another workspace is a colleague here, known by name. */
export function ownerColumns(owner: ImportedOwner | null, known: Surroundings): OwnerColumns {
  if (owner === null) return NOBODY
  const { kind, personId, name } = owner
  if (kind === 'member' && personId !== null && known.members.has(personId))
    return { owner_kind: 'member', owner_person_id: personId, owner_name: name, owner_function: owner.function }
  return {
    owner_kind: kind === 'member' ? 'colleague' : kind,
    owner_person_id: null,
    owner_name: name,
    owner_function: owner.function,
  }
}

interface Caused {
  readonly effectId: string
  readonly causes: readonly ImportedCause[]
}

export async function storeCauses(
  work: StoreWork,
  effect: PlanCauseTable['effect_kind'],
  caused: readonly Caused[],
): Promise<void> {
  const rows = caused.flatMap(({ effectId, causes }) =>
    causes.flatMap((cause, at) => {
      const renewed = work.ids.cause(cause)
      if (!renewed) return []
      return [
        {
          ...placeOf(work),
          cause_kind: renewed.kind,
          cause_id: renewed.id,
          effect_kind: effect,
          effect_id: effectId,
          created_at: new Date(work.now.getTime() + at),
        },
      ]
    }),
  )
  await inPieces(rows, (piece) =>
    work.scope.db
      .insertInto('mainstay.plan_cause')
      .values(piece)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
}
