import { useMutation, useQueryClient } from '@tanstack/react-query'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import type { Deed } from './deeds.ts'
import { isKept, sendOrKeep } from './send-or-keep.ts'
import { text } from './text.ts'

interface KeptMutation<Variables> {
  /** What is sent for what was asked, one after another. */
  readonly deeds: (variables: Variables) => readonly Deed[]
  readonly onSuccess?: () => void
  readonly onSettled?: () => void
}

/**
 * A change that is kept in this browser where there is no network, and sent once it is back. `Result` is what the last of
 * its calls answers.
 */
export function useKeptMutation<Variables, Result = unknown>({ deeds, onSuccess, onSettled }: KeptMutation<Variables>) {
  const queryClient = useQueryClient()
  return useMutation<Result, Error, Variables>({
    // Without a network it is tried as well: keeping it is our own work.
    networkMode: 'always',
    mutationFn: async (variables) => {
      try {
        return (await sendOrKeep(queryClient, deeds(variables))) as Result
      } catch (error) {
        if (isKept(error)) showNotice(text.kept)
        throw error
      }
    },
    onSuccess: () => onSuccess?.(),
    // What is kept shows already; asked again, the server would still say what was before.
    onSettled: (_result, error) => (isKept(error) ? undefined : onSettled?.()),
  })
}
