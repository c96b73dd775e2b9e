import type { CauseReference } from '@mainstay/contract/plans-objectives'
import { periodLabel } from '@mainstay/domain/plans'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import { useLocale } from '../../../kit/format/locale.tsx'
import { formatMoneyFull } from '../../../kit/format/money.ts'
import { useKeptMutation } from '../../offline/use-kept-mutation.ts'
import { text } from '../text.ts'
import type { BridgeEntry, BridgeKind, GoalPlace, GoalsPart } from '../types.ts'
import { goalsOptions } from './goal-queries.ts'

export interface GoalWish extends GoalPlace {
  readonly amount: string | null
  readonly version: number
}

/** Says of goals that wait which they are. */
function useGoalLabel(planId: string) {
  const queryClient = useQueryClient()
  const locale = useLocale()
  return (goals: readonly GoalWish[]) => {
    const [goal] = goals
    if (!goal || goals.length > 1) return text.kept.goals(goals.length)
    const part = queryClient.getQueryData(goalsOptions(planId).queryKey)
    const period = part?.periods.find(({ number }) => number === goal.period)
    const amount = goal.amount === null ? text.none : formatMoneyFull(goal.amount, { locale })
    return text.kept.goal(text.measures[goal.measure], period ? periodLabel(period) : String(goal.period), amount)
  }
}

/** Sets goals, all or none; the answer is the whole part. */
export function useSetGoals(planId: string) {
  const queryClient = useQueryClient()
  const labelOf = useGoalLabel(planId)
  return useKeptMutation<readonly GoalWish[], GoalsPart>({
    deeds: (goals) => [
      { route: 'setPlanGoals', input: { planId, goals: goals.map(placed) }, version: null, label: labelOf(goals) },
    ],
    onSuccess: (part) => queryClient.setQueryData(goalsOptions(planId).queryKey, part),
    onRefused: () => void queryClient.invalidateQueries({ queryKey: goalsOptions(planId).queryKey }),
  })
}

function placed({ period, measure, amount, version }: GoalWish) {
  return { period, measure, amount, version }
}

/** Takes goals back at once or not at all: the way back is no change of its own to be kept. */
export function useTakeGoalsBack(planId: string) {
  const queryClient = useQueryClient()
  return async (goals: readonly GoalWish[]) => {
    const part = await client.plans.setPlanGoals(inWorkspace({ planId, goals: [...goals] }))
    queryClient.setQueryData(goalsOptions(planId).queryKey, part)
  }
}

export interface EntryContent {
  readonly amount: string
  readonly note: string
  readonly source: string
}

function useRefreshGoals() {
  const queryClient = useQueryClient()
  return () => {
    void queryClient.invalidateQueries({ queryKey: api.plans.readPlanGoals.key() })
    // A cell that became an opportunity says so.
    void queryClient.invalidateQueries({ queryKey: api.plans.readWhiteSpace.key() })
  }
}

function useEntryLabel() {
  const locale = useLocale()
  return (kind: BridgeKind, amount: string) =>
    text.kept.entry(text.bridge.kinds[kind], formatMoneyFull(amount, { locale }))
}

export function useAddEntry(planId: string) {
  const refresh = useRefreshGoals()
  const labelOf = useEntryLabel()
  type NewEntry = GoalPlace & EntryContent & { readonly kind: BridgeKind; readonly cause?: CauseReference }
  return useKeptMutation<NewEntry, BridgeEntry>({
    deeds: (entry) => [
      {
        route: 'addBridgeEntry',
        input: { planId, ...entry },
        version: null,
        label: labelOf(entry.kind, entry.amount),
      },
    ],
    onSettled: refresh,
  })
}

interface EntryPlace {
  readonly id: string
  readonly version: number
}

export function useChangeEntry(planId: string) {
  const refresh = useRefreshGoals()
  const labelOf = useEntryLabel()
  return useKeptMutation<EntryPlace & EntryContent & { readonly kind: BridgeKind }, BridgeEntry>({
    deeds: ({ id, version, kind, amount, note, source }) => [
      {
        route: 'changeBridgeEntry',
        input: { planId, id, amount, note, source },
        version,
        label: labelOf(kind, amount),
      },
    ],
    onSettled: refresh,
  })
}

function useEntryDeed<Input, Output>(deed: (input: Input) => Promise<Output>) {
  return useMutation({ mutationFn: deed, onSettled: useRefreshGoals() })
}

/** Takes an entry out, and puts it back. */
export function useEntryRemoval(planId: string) {
  const remove = useEntryDeed(({ id, version }: EntryPlace) =>
    client.plans.removeBridgeEntry(inWorkspace({ planId, id }), { context: { version } }),
  )
  const restore = useEntryDeed(({ id, version }: EntryPlace) =>
    client.plans.restoreBridgeEntry(inWorkspace({ planId, id }), { context: { version } }),
  )
  return { remove, restore }
}
