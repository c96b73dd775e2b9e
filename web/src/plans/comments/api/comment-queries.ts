import type { CommentSubject, PlanComment, PlanReader } from '@mainstay/contract/plans-comments'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import { useKeptMutation } from '../../offline/use-kept-mutation.ts'
import { text } from '../text.ts'

export type { CommentSubject, PlanComment, PlanReader }

/** What a talk is about. */
export interface TalkSubject {
  readonly planId: string
  readonly subjectKind: CommentSubject
  readonly subjectId: string
}

const PAGE = 100
const FIRST = undefined as string | undefined

/** What was said about one thing, oldest first. */
export function useComments({ planId, subjectKind, subjectId }: TalkSubject) {
  return useInfiniteQuery(
    api.plans.listPlanComments.infiniteOptions({
      input: (cursor: string | undefined) =>
        inWorkspace({ planId, subjectKind, subjectId, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: FIRST,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  )
}

/** How many comments a thing has; one question for all things of a plan. */
export function useCommentCount({ planId, subjectKind, subjectId }: TalkSubject): number {
  const counts = useQuery(api.plans.countPlanComments.queryOptions({ input: inWorkspace({ planId }) }))
  const own = counts.data?.rows.find((row) => row.subjectKind === subjectKind && row.subjectId === subjectId)
  return own?.comments ?? 0
}

/** Members who may see the plan. */
export function usePlanReaders(planId: string) {
  return useQuery(api.plans.listPlanReaders.queryOptions({ input: inWorkspace({ planId }) }))
}

function useRefresh() {
  const queryClient = useQueryClient()
  return () => {
    void queryClient.invalidateQueries({ queryKey: api.plans.listPlanComments.key() })
    void queryClient.invalidateQueries({ queryKey: api.plans.countPlanComments.key() })
  }
}

export interface Words {
  readonly content: string
  readonly mentionIds: string[]
}

export function useAddComment(subject: TalkSubject) {
  const refresh = useRefresh()
  const { planId, subjectKind, subjectId } = subject
  return useKeptMutation<Words, PlanComment>({
    deeds: (words) => [
      {
        route: 'addPlanComment',
        input: { planId, subjectKind, subjectId, ...words },
        version: null,
        label: text.kept(words.content),
      },
    ],
    onSuccess: refresh,
  })
}

export interface SeenComment {
  readonly id: string
  readonly version: number
}

export function useChangeComment({ id, planId, subjectKind, subjectId }: PlanComment) {
  const refresh = useRefresh()
  return useKeptMutation<Words & Pick<SeenComment, 'version'>, PlanComment>({
    deeds: ({ version, ...words }) => [
      {
        route: 'changePlanComment',
        input: { planId, id, ...words },
        version,
        label: text.kept(words.content),
        about: { subjectKind, subjectId },
      },
    ],
    onSettled: refresh,
  })
}

export function useRemoveComment(planId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, version }: SeenComment) =>
      client.plans.removePlanComment(inWorkspace({ planId, id }), { context: { version } }),
    onSettled: refresh,
  })
}

export function usePutBackComment(planId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, version }: SeenComment) =>
      client.plans.putBackPlanComment(inWorkspace({ planId, id }), { context: { version } }),
    onSettled: refresh,
  })
}
