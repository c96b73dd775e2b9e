import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { accessOf, type Session, sessionOptions } from '../../client/index.ts'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { paths } from '../../paths.ts'
import { forgetPlansHere, sendPlansHere } from '../../plans/index.ts'
import { signOut } from '../api/sign-in.ts'
import { text } from '../text.ts'
import { forgetWorkspace, leaveFor } from './leave.ts'

/**
 * Signs out, forgets every answer of the server, and leads to the sign-in page or back to where it began. What waits for
 * the network is sent first; of what cannot be sent the person is told once, and loses it by signing out all the same.
 */
export function useSignOut(next: string = paths.signIn()): () => void {
  const queryClient = useQueryClient()
  const wasTold = useRef(false)
  const run = async () => {
    try {
      const waiting = wasTold.current ? 0 : await sendPlansHere(queryClient)
      wasTold.current = waiting > 0
      if (waiting > 0) return showNotice(text.waiting(waiting))
      const { person } = accessOf(queryClient.getQueryData<Session>(sessionOptions().queryKey))
      await signOut()
      if (person !== null) await forgetPlansHere(person.id)
      queryClient.clear()
      forgetWorkspace()
      leaveFor(next)
    } catch (error) {
      showFailure(error)
    }
  }
  return () => void run()
}
