const PREFIX = /^\/w\/([a-z0-9-]+)(?=\/|$)/

/** The workspace in view stands first in the address: /w/acme/portfolio. Empty on pages outside any workspace. */
export function currentWorkspace(): string {
  return PREFIX.exec(window.location.pathname)?.[1] ?? ''
}

/** Base of all addresses of a workspace. */
export function workspaceBase(slug: string): string {
  return slug === '' ? '/' : `/w/${slug}`
}

/** Address of a door outside the contract (upload, export, change feed) in the workspace in view. */
export function doorPath(path: string): string {
  return `/api/workspaces/${currentWorkspace()}/${path}`
}
