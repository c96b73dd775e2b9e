import type { Session } from '../../client/index.ts'
import { paths } from '../../paths.ts'

const IN_WORKSPACE = /^\/w\/([a-z0-9-]+)(\/.*)?$/
/** Pages that links from outside lead to: open whoever is signed in, or nobody. */
const OPEN = ['/invitation', '/reset-password', '/confirm-email', paths.forgottenPassword()]
const PLAIN_ADDRESS = /^\/(?![/\\])[\x21-\x7e]*$/

/** A way back that stays within this application; null for anything that could lead to another site. */
export function safeReturn(written: unknown): string | null {
  if (typeof written !== 'string' || written.length > 2_000 || !PLAIN_ADDRESS.test(written)) return null
  if (written.includes('\\')) return null
  const landing = new URL(written, 'https://mainstay.invalid')
  return landing.origin === 'https://mainstay.invalid' && !landing.pathname.startsWith('//') ? written : null
}

/** The sign-in page that leads back to where the person wanted to go. */
export function signInAddress(wanted: string): string {
  const back = safeReturn(wanted)
  const isWorthKeeping = back !== null && back !== '/' && !back.startsWith(paths.signIn())
  return isWorthKeeping ? `${paths.signIn()}?return=${encodeURIComponent(back)}` : paths.signIn()
}

/** Address of a page inside a workspace, as the browser shows it. */
export function inWorkspaceAddress(slug: string, address: string): string {
  return `/w/${slug}${address === '/' ? '' : address}`
}

export interface Wish {
  readonly session: Session
  /** Full address with query, as the browser shows it. */
  readonly address: string
  readonly remembered: string | null
}

const isUnder = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)

/** Where a person who opens an address belongs: null to stay, or the address to go to instead. */
export function whereTo({ session, address, remembered }: Wish): string | null {
  const url = new URL(address, 'https://mainstay.invalid')
  const path = url.pathname
  if (OPEN.some((folder) => isUnder(path, folder))) return null
  if (session.setupRequired) return path === paths.firstRun() ? null : paths.firstRun()
  if (session.person === null) return path === paths.signIn() ? null : signInAddress(address)
  if (path === paths.signIn()) return safeReturn(url.searchParams.get('return')) ?? '/'
  if (isUnder(path, paths.workspaces())) return null
  return placeInWorkspace({ session, address: path === paths.firstRun() ? '/' : address, remembered }, path)
}

function placeInWorkspace({ session, address, remembered }: Wish, path: string): string | null {
  const match = IN_WORKSPACE.exec(path)
  if (!match) {
    const known = session.workspaces.find(({ slug }) => slug === remembered)
    const [only] = session.workspaces
    const chosen = known ?? (session.workspaces.length === 1 ? only : undefined)
    return chosen ? inWorkspaceAddress(chosen.slug, address) : paths.workspaces()
  }
  const workspace = session.workspaces.find(({ slug }) => slug === match[1])
  if (!workspace) return `${paths.workspaces()}?missing=${match[1]}`
  const mustSecure = workspace.requiresTwoFactor && session.person?.hasTwoFactor === false
  const profile = inWorkspaceAddress(workspace.slug, paths.profile())
  return mustSecure && path !== profile ? profile : null
}
