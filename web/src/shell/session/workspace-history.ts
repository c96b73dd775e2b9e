import { createBrowserHistory, type RouterHistory } from '@tanstack/react-router'
import { currentWorkspace, workspaceBase } from '../../client/index.ts'

/**
 * A history whose addresses leave out the workspace in view: "/w/acme/portfolio" in the browser is "/portfolio" to
 * every link and route. The workspace never changes under a running page; another one is loaded anew.
 */
export function createWorkspaceHistory(): RouterHistory {
  const slug = currentWorkspace()
  if (slug === '') return createBrowserHistory()
  const base = workspaceBase(slug)
  return createBrowserHistory({
    parseLocation: () => {
      const { pathname: full, search, hash } = window.location
      const pathname = full === base ? '/' : full.startsWith(`${base}/`) ? full.slice(base.length) : full
      return { href: `${pathname}${search}${hash}`, pathname, search, hash, state: window.history.state }
    },
    createHref: (path) => `${base}${path}`,
  })
}
