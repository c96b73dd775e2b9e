import { useMutation, useQueryClient } from '@tanstack/react-query'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import type { Deed } from './deeds.ts'
import { isKept, sendOrKeep } from './send-or-keep.ts'
import { text } from './text.ts'

interface KeptMutation<Variables, Result> {
  /** What is sent for what was asked, one after another. */
  readonly deeds: (variables: Variables) => readonly Deed[]
  readonly onSuccess?: (result: Result) => void
  readonly onSettled?: () => void
  /** It was neither done nor kept: somebody was faster, perhaps. */
  readonly onRefused?: () => void
}

/** Said once while it stands: whoever types twenty letters into a grid is told so once. */
const STANDS_MILLISECONDS = 4_000
let saidAt = Number.NEGATIVE_INFINITY

function sayKept(): void {
  const now = performance.now()
  if (now - saidAt < STANDS_MILLISECONDS) return
  saidAt = now
  showNotice(text.kept)
}

/**
 * A change that is kept in this browser where there is no network, and sent once it is back. `Result` is what the last of
 * its calls answers.
 */
export function useKeptMutation<Variables, Result = unknown>(mutation: KeptMutation<Variables, Result>) {
  const { deeds, onSuccess, onSettled, onRefused } = mutation
  const queryClient = useQueryClient()
  return useMutation<Result, Error, Variables>({
    // Without a network it is tried as well: keeping it is our own work.
    networkMode: 'always',
    mutationFn: async (variables) => {
      try {
        return (await sendOrKeep(queryClient, deeds(variables))) as Result
      } catch (error) {
        if (isKept(error)) sayKept()
        throw error
      }
    },
    onSuccess: (result) => onSuccess?.(result),
    onError: (error) => (isKept(error) ? undefined : onRefused?.()),
    // What is kept shows already; asked again, the server would still say what was before.
    onSettled: (_result, error) => (isKept(error) ? undefined : onSettled?.()),
  })
}
