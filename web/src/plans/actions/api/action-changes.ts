import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, client, inWorkspace } from '../../../client/index.ts'
import { formatDate } from '../../../kit/format/date.ts'
import { useLocale } from '../../../kit/format/locale.tsx'
import type { Deed } from '../../offline/deeds.ts'
import { useKeptMutation } from '../../offline/use-kept-mutation.ts'
import { text } from '../text.ts'
import type { ActionCause, ActionState, NewOwner, PlanAction } from '../types.ts'

/** Actions show on the plan, in my work and beside objectives; also after a refusal somebody was faster. */
export function useRefreshPlans(): () => Promise<void> {
  const queryClient = useQueryClient()
  return useCallback(() => queryClient.invalidateQueries({ queryKey: api.plans.key() }), [queryClient])
}

/** What an action says, as it is sent. */
export interface ActionValues {
  readonly title: string
  readonly details: string
  readonly startsOn: string | null
  readonly dueOn: string | null
  readonly owner: NewOwner | null
  readonly customerOwner: string
  readonly objectiveId: string | null
  readonly keyResultId: string | null
  readonly repeat: PlanAction['repeat']
}

export type ActionPatch = Partial<ActionValues & { readonly evidence: string }>

/** Which action of which plan, at which version. */
export type ActionAt = Pick<PlanAction, 'id' | 'planId' | 'version' | 'title'>

/** Adds an action. */
export function useCreateAction(planId: string) {
  const refresh = useRefreshPlans()
  return useKeptMutation<ActionValues & { readonly cause: ActionCause | null }, PlanAction>({
    deeds: (action) => [
      { route: 'createAction', input: { planId, ...action }, version: null, label: text.kept.added(action.title) },
    ],
    onSuccess: () => void refresh(),
  })
}

export interface ActionChange {
  readonly at: ActionAt
  readonly patch: ActionPatch
  /** Null leaves what it needs. */
  readonly needs: readonly string[] | null
}

/** Changes what an action says, and what must be done before it. */
export function useChangeAction() {
  const refresh = useRefreshPlans()
  return useKeptMutation<ActionChange>({
    deeds: ({ at: { id, planId, version, title }, patch, needs }) => {
      const label = text.kept.changed(title)
      const says: readonly Deed[] =
        Object.keys(patch).length > 0
          ? [{ route: 'changeAction', input: { planId, id, ...patch }, version, label }]
          : []
      return needs === null
        ? says
        : [...says, { route: 'setActionNeeds', input: { planId, id, needs: [...needs] }, version, label }]
    },
    onSettled: () => void refresh(),
  })
}

export interface ActionMove {
  readonly at: ActionAt
  readonly state: ActionState
  readonly reason?: string
  readonly evidence?: string
}

export function sendMove({ at, ...move }: ActionMove): Promise<PlanAction> {
  const { id, planId, version } = at
  return client.plans.moveAction(inWorkspace({ planId, id, ...move }), { context: { version } })
}

/** Moves an action to another state. */
export function useMoveAction() {
  const refresh = useRefreshPlans()
  return useKeptMutation<ActionMove, PlanAction>({
    deeds: ({ at: { id, planId, version, title }, ...move }) => [
      {
        route: 'moveAction',
        input: { planId, id, ...move },
        version,
        label: text.kept.moved(title, text.states[move.state]),
      },
    ],
    onSettled: () => void refresh(),
  })
}

/** Takes a move back: to where the action stood before, by the moves that lead there. */
export async function takeMoveBack(
  moved: PlanAction,
  before: Pick<PlanAction, 'state' | 'stateReason'>,
): Promise<void> {
  const back = await sendMove({ at: moved, state: moved.state === 'dropped' ? 'planned' : 'in_progress' })
  if (back.state === before.state) return
  await sendMove({ at: back, state: before.state, reason: before.stateReason })
}

/** Takes an action out of the plan. */
export function useRemoveAction() {
  const refresh = useRefreshPlans()
  return useMutation({
    mutationFn: ({ id, planId, version }: ActionAt) =>
      client.plans.removeAction(inWorkspace({ planId, id }), { context: { version } }),
    onSettled: () => void refresh(),
  })
}

/** Puts back what was taken out; works after the dialog that took it out is gone. */
export function usePutActionBack() {
  const refresh = useRefreshPlans()
  return useCallback(
    async ({ id, planId, version }: ActionAt) => {
      await client.plans.restoreAction(inWorkspace({ planId, id }), { context: { version } })
      await refresh()
    },
    [refresh],
  )
}

export interface ActionSnooze {
  readonly at: ActionAt
  readonly until: string | null
  readonly reason: string
}

/** Sends it or fails: the way back of a snooze is no change of its own to be kept. */
export function sendSnooze({ at: { id, planId, version }, until, reason }: ActionSnooze): Promise<PlanAction> {
  return client.plans.snoozeAction(inWorkspace({ planId, id, until, reason }), { context: { version } })
}

/** Puts an action out of sight until a day, or back in sight. */
export function useSnoozeAction() {
  const locale = useLocale()
  const refresh = useRefreshPlans()
  return useKeptMutation<ActionSnooze, PlanAction>({
    deeds: ({ at: { id, planId, version, title }, until, reason }) => [
      {
        route: 'snoozeAction',
        input: { planId, id, until, reason },
        version,
        label: until === null ? text.kept.woken(title) : text.kept.snoozed(title, formatDate(until, locale)),
      },
    ],
    onSettled: () => void refresh(),
  })
}

/** Gives an action to somebody else. */
export function useHandActionOver() {
  const refresh = useRefreshPlans()
  return useKeptMutation<{ readonly at: ActionAt; readonly to: NewOwner; readonly note: string }, PlanAction>({
    deeds: ({ at: { id, planId, version, title }, to, note }) => [
      { route: 'handOverAction', input: { planId, id, to, note }, version, label: text.kept.given(title) },
    ],
    onSettled: () => void refresh(),
  })
}

export interface ChangeTogether {
  readonly items: readonly Pick<PlanAction, 'id' | 'version'>[]
  readonly owner?: NewOwner | null
  readonly dueOn?: string | null
  readonly move?: { readonly state: ActionState; readonly reason: string }
}

/** Changes many actions, all or none. */
export function useChangeTogether(planId: string) {
  const refresh = useRefreshPlans()
  return useMutation({
    mutationFn: ({ items, ...change }: ChangeTogether) =>
      client.plans.changeActionsTogether(
        inWorkspace({ planId, items: items.map(({ id, version }) => ({ id, version })), ...change }),
      ),
    onSettled: () => void refresh(),
  })
}

/** Takes the good lines of a pasted sheet as actions. */
export function useImportActions(planId: string) {
  const refresh = useRefreshPlans()
  return useMutation({
    mutationFn: (pasted: string) => client.plans.importActions(inWorkspace({ planId, pasted })),
    onSuccess: () => void refresh(),
  })
}

/** What a pasted sheet would bring. */
export function usePreviewImport(planId: string) {
  return useMutation({
    mutationFn: (pasted: string) => client.plans.previewActionImport(inWorkspace({ planId, pasted })),
  })
}

export interface PlanHandOver {
  readonly fromPersonId: string
  readonly toPersonId: string
  readonly note: string
  readonly actions: readonly Pick<PlanAction, 'id' | 'version'>[]
  readonly introductions: readonly { readonly name: string; readonly dueOn: string }[]
}

/** Hands the duties and open actions of a person in a plan over. */
export function useHandPlanOver(planId: string) {
  const refresh = useRefreshPlans()
  return useMutation({
    mutationFn: ({ actions, introductions, ...rest }: PlanHandOver) =>
      client.plans.handOverPlan(
        inWorkspace({
          planId,
          ...rest,
          actions: actions.map(({ id, version }) => ({ id, version })),
          introductions: [...introductions],
        }),
      ),
    onSettled: () => void refresh(),
  })
}

/** Makes one's calendar address. */
export function useCreateFeed() {
  const refresh = useRefreshPlans()
  return useMutation({
    mutationFn: () => client.plans.createCalendarFeed(inWorkspace({})),
    onSuccess: () => void refresh(),
  })
}

/** Stops one's calendar address. */
export function useRevokeFeed() {
  const refresh = useRefreshPlans()
  return useMutation({
    mutationFn: () => client.plans.revokeCalendarFeed(inWorkspace({})),
    onSuccess: () => void refresh(),
  })
}
