export { type Access, accessOf, type Session, sessionOptions, useAccess } from './access.ts'
export { api, type CallContext, client, inWorkspace, tabId } from './client.ts'
export { currentWorkspace, doorPath, workspaceBase } from './workspace.ts'
