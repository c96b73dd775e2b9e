import { useQueryClient } from '@tanstack/react-query'
import { showFailure } from '../../kit/feedback/undo-toast.tsx'
import { paths } from '../../paths.ts'
import { signOut } from '../api/sign-in.ts'
import { forgetWorkspace, leaveFor } from './leave.ts'

/** Signs out, forgets every answer of the server, and leads to the sign-in page or back to where it began. */
export function useSignOut(next: string = paths.signIn()): () => void {
  const queryClient = useQueryClient()
  const run = async () => {
    try {
      await signOut()
      queryClient.clear()
      forgetWorkspace()
      leaveFor(next)
    } catch (error) {
      showFailure(error)
    }
  }
  return () => void run()
}
