import type { QueryClient } from '@tanstack/react-query'
import { currentWorkspace, sessionOptions } from '../../client/index.ts'
import { toProblem } from '../../kit/api/api-error.ts'
import { paths } from '../../paths.ts'
import { leaveFor, rememberedWorkspace, rememberWorkspace } from './leave.ts'
import { signInAddress, whereTo } from './where-to.ts'

function addressInView(): string {
  return `${window.location.pathname}${window.location.search}`
}

/**
 * Before the first page is drawn: asks who is here and puts the right address into the bar, so that the router starts
 * where the person belongs. When the server does not answer, the page itself says so.
 */
export async function settleAddress(queryClient: QueryClient): Promise<void> {
  try {
    // Nothing is drawn yet, so this asks once; the guard is the one that is patient.
    const session = await queryClient.fetchQuery({ ...sessionOptions(), retry: false })
    const remembered = rememberedWorkspace()
    // One step may lead to the next: sign-in page, way back, workspace, second factor.
    for (let step = 0; step < 4; step += 1) {
      const better = whereTo({ session, address: addressInView(), remembered })
      if (better === null) break
      window.history.replaceState(null, '', better)
    }
    const slug = currentWorkspace()
    if (session.workspaces.some((workspace) => workspace.slug === slug)) rememberWorkspace(slug)
  } catch {
    // The guard asks again and shows what went wrong.
  }
}

const never = new Promise<never>(() => {})

/** Before every framed page. Whoever belongs elsewhere is taken there, and nothing is drawn meanwhile. */
export async function guardPage({
  address,
  queryClient,
}: {
  address: string
  queryClient: QueryClient
}): Promise<void> {
  const session = await queryClient.ensureQueryData(sessionOptions())
  const slug = currentWorkspace()
  const full = slug === '' ? address : `/w/${slug}${address}`
  const better = whereTo({ session, address: full, remembered: rememberedWorkspace() })
  if (better === null) return
  leaveFor(better)
  await never
}

/** When any answer says that nobody is signed in any more, leads to the sign-in page and from there back here. */
export function watchSignedOut(queryClient: QueryClient): () => void {
  let isLeaving = false
  return queryClient.getQueryCache().subscribe((event) => {
    if (isLeaving || event.type !== 'updated' || event.action.type !== 'error') return
    const problem = toProblem(event.action.error)
    if (problem.status !== 401 || currentWorkspace() === '') return
    isLeaving = true
    leaveFor(signInAddress(addressInView()))
  })
}

/** Where "/" of a workspace leads: the portfolio, or the welcome page while there is nothing to show. */
export async function chooseHome(hasLedger: () => Promise<boolean>): Promise<string> {
  try {
    return (await hasLedger()) ? paths.portfolio() : paths.welcome()
  } catch {
    return paths.portfolio()
  }
}
