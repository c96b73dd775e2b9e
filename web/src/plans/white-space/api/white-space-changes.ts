import { cellKey } from '@mainstay/domain/plans'
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import { cellSubject } from '../../offline/places.ts'
import { useKeptMutation } from '../../offline/use-kept-mutation.ts'
import { text } from '../text.ts'
import type { CellPlace, WhiteSpaceAxis, WhiteSpaceCell, WhiteSpacePart } from '../types.ts'
import { whiteSpaceOptions } from './white-space-queries.ts'

type Plans = typeof client.plans
type WhiteSpaceWritten = Awaited<ReturnType<Plans['setWhiteSpaceCells']>>
export type CellWish = Parameters<Plans['setWhiteSpaceCells']>[0]['cells'][number]
export type HeadingWish = Parameters<Plans['addWhiteSpaceHeadings']>[0]['headings'][number]

interface Change {
  readonly cells: readonly WhiteSpaceCell[]
  readonly emptied: readonly CellPlace[]
}

/** Puts written cells into what the page shows, without asking for the whole grid again. */
export function patchCells(queryClient: QueryClient, planId: string, change: Change): void {
  queryClient.setQueryData(whiteSpaceOptions(planId).queryKey, (part: WhiteSpacePart | undefined) => {
    if (!part) return part
    const changed = new Map(change.cells.map((cell) => [cellKey(cell), cell]))
    const emptied = new Set(change.emptied.map(cellKey))
    // Cells keep their places in the list, so that all that did not change stay the same objects and are not drawn anew.
    const standing = part.cells.flatMap((cell) => {
      const key = cellKey(cell)
      const after = changed.get(key) ?? cell
      changed.delete(key)
      return emptied.has(key) ? [] : [after]
    })
    return { ...part, cells: [...standing, ...changed.values()] }
  })
}

/** A change of cells; the goals show what the white space is expected to bring. */
function useCellDeed<Input, Output extends Change>(planId: string, deed: (input: Input) => Promise<Output>) {
  return useMutation({
    // Without a network it fails at once and says so: what it does rests on what the server has.
    networkMode: 'always',
    mutationFn: deed,
    onSuccess: useShowChange(planId),
  })
}

function useShowChange(planId: string) {
  const queryClient = useQueryClient()
  return (change: Change) => {
    patchCells(queryClient, planId, change)
    void queryClient.invalidateQueries({ queryKey: api.plans.readPlanGoals.key() })
  }
}

export interface SetCells {
  readonly cells: readonly CellWish[]
  /** What stood there before, where the page shows already what is asked. */
  readonly before?: readonly (readonly [CellPlace, WhiteSpaceCell | undefined])[]
}

/** Writes cells, all or none; without a network they are kept, and sent when it is back. */
export function useSetCells(planId: string) {
  const queryClient = useQueryClient()
  const labelOf = (cells: readonly CellWish[]) => {
    const [cell] = cells
    if (!cell || cells.length > 1) return text.keptCells(cells.length)
    const part = queryClient.getQueryData(whiteSpaceOptions(planId).queryKey)
    const unit = part?.units.find(({ id }) => id === cell.unitId)?.name ?? ''
    const offering = part?.offerings.find(({ id }) => id === cell.offeringId)?.name ?? ''
    return text.keptCell(unit, offering, cell.state === undefined ? '' : text.states[cell.state])
  }
  return useKeptMutation<SetCells, WhiteSpaceWritten>({
    deeds: ({ cells, before = [] }) => [
      {
        route: 'setWhiteSpaceCells',
        input: { planId, cells: [...cells] },
        version: null,
        label: labelOf(cells),
        before: Object.fromEntries(before.map(([place, cell]) => [cellSubject(place), cell ?? null])),
      },
    ],
    onSuccess: useShowChange(planId),
  })
}

export interface PasteWish {
  readonly rows: string[][]
  readonly start: CellPlace | null
  readonly seen: readonly WhiteSpaceCell[]
}

export function usePasteCells(planId: string) {
  return useCellDeed(planId, ({ rows, start, seen }: PasteWish) =>
    client.plans.pasteWhiteSpaceCells(
      inWorkspace({
        planId,
        rows,
        start,
        seen: seen.map(({ unitId, offeringId, version }) => ({ unitId, offeringId, version })),
      }),
    ),
  )
}

export function useFill(planId: string) {
  return useCellDeed(planId, (overwrite: 'nothing_of_people' | 'state_of_people') =>
    client.plans.fillWhiteSpace(inWorkspace({ planId, overwrite })),
  )
}

export function useUndoCells(planId: string) {
  return useCellDeed(planId, (id: string) => client.plans.undoWhiteSpaceChange(inWorkspace({ planId, id })))
}

/** A change of rows or columns shows everywhere in the part. */
function useHeadingDeed<Input, Output>(deed: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: deed,
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.plans.key() }),
  })
}

export function useAddHeadings(planId: string) {
  return useHeadingDeed(async (wish: { readonly units: HeadingWish[]; readonly offerings: HeadingWish[] }) => {
    for (const axis of ['units', 'offerings'] as const) {
      if (wish[axis].length > 0)
        await client.plans.addWhiteSpaceHeadings(inWorkspace({ planId, axis, headings: wish[axis] }))
    }
  })
}

interface HeadingPlace {
  readonly axis: WhiteSpaceAxis
  readonly id: string
  readonly version: number
}

export interface HeadingChange {
  readonly name?: string
  readonly marginRate?: number | null
}

export function useChangeHeading(planId: string) {
  return useHeadingDeed(({ axis, id, version, ...change }: HeadingPlace & HeadingChange) =>
    client.plans.changeWhiteSpaceHeading(inWorkspace({ planId, axis, id, ...change }), { context: { version } }),
  )
}

export function useOrderHeadings(planId: string) {
  return useHeadingDeed(({ axis, ids }: { readonly axis: WhiteSpaceAxis; readonly ids: string[] }) =>
    client.plans.orderWhiteSpaceHeadings(inWorkspace({ planId, axis, ids })),
  )
}

/** Takes a row or column out, and puts it back with its cells. */
export function useHeadingRemoval(planId: string) {
  const remove = useHeadingDeed(({ axis, id, version }: HeadingPlace) =>
    client.plans.removeWhiteSpaceHeading(inWorkspace({ planId, axis, id }), { context: { version } }),
  )
  const restore = useHeadingDeed(({ axis, id, version }: HeadingPlace) =>
    client.plans.restoreWhiteSpaceHeading(inWorkspace({ planId, axis, id }), { context: { version } }),
  )
  return { remove, restore }
}
