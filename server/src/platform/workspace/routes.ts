import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import type { AreaContext } from '../area.ts'
import { openSignIn } from '../auth/sign-in.ts'
import { type CallContext, command, read } from '../http/call.ts'
import { acceptInvitation, readInvitation } from './commands/accept-invitation.ts'
import { createApiKey, revokeApiKey } from './commands/api-keys.ts'
import { askPasswordReset } from './commands/ask-password-reset.ts'
import { changeMember } from './commands/change-member.ts'
import { changeSettings } from './commands/change-settings.ts'
import { createWorkspace } from './commands/create-workspace.ts'
import { decideEmailChange } from './commands/decide-email-change.ts'
import {
  type AskOptions,
  askEmailChange,
  confirmEmailChange,
  dropEmailChange,
  readEmailChange,
} from './commands/email-change.ts'
import { invite, type Links, revokeInvitation } from './commands/invitations.ts'
import { changeName } from './commands/own-name.ts'
import { makePasswordReset, revokeMemberSessions, setNewPassword } from './commands/passwords.ts'
import { changeView, deleteView, saveView } from './commands/saved-views.ts'
import { setUp } from './commands/set-up.ts'
import { listApiKeys } from './queries/api-keys.ts'
import { listAudit } from './queries/audit.ts'
import { readAuditVerification } from './queries/audit-verification.ts'
import { listInvitations } from './queries/invitations.ts'
import { listMembers } from './queries/members.ts'
import { listViews } from './queries/saved-views.ts'
import { listMySessions, readSession, revokeMyOtherSessions, revokeMySession } from './queries/session.ts'
import { readSettings } from './queries/settings.ts'

export function sessionRouter(area: AreaContext) {
  const os = implement(contract.session).$context<CallContext>()
  const signIn = () => openSignIn(area)
  const around = async (context: CallContext): Promise<AskOptions> => {
    const links = { base: baseOf(area, context), now: area.now() }
    return { signIn: await signIn(), context, mailer: area.mailer, links }
  }
  return {
    read: os.read.handler(async ({ context }) => readSession(await signIn(), context)),
    setUp: os.setUp.handler(async ({ input, context }) => setUp(await signIn(), context, input)),
    readInvitation: os.readInvitation.handler(async ({ input, context }) =>
      readInvitation(await signIn(), context, input.token),
    ),
    acceptInvitation: os.acceptInvitation.handler(async ({ input, context }) =>
      acceptInvitation(await signIn(), context, input),
    ),
    createWorkspace: os.createWorkspace.handler(async ({ input, context }) =>
      createWorkspace(await signIn(), context, input),
    ),
    setNewPassword: os.setNewPassword.handler(async ({ input, context }) =>
      setNewPassword(await signIn(), context, input),
    ),
    askPasswordReset: os.askPasswordReset.handler(async ({ input, context }) =>
      askPasswordReset(await around(context), input),
    ),
    changeName: os.changeName.handler(async ({ input, context }) => changeName(await signIn(), context, input.name)),
    readEmailChange: os.readEmailChange.handler(async ({ context }) => readEmailChange(await signIn(), context)),
    askEmailChange: os.askEmailChange.handler(async ({ input, context }) =>
      askEmailChange(await around(context), input),
    ),
    dropEmailChange: os.dropEmailChange.handler(async ({ context }) => dropEmailChange(await signIn(), context)),
    confirmEmailChange: os.confirmEmailChange.handler(async ({ input, context }) =>
      confirmEmailChange(await around(context), input.token),
    ),
    listSessions: os.listSessions.handler(async ({ context }) => listMySessions(await signIn(), context)),
    revokeSession: os.revokeSession.handler(async ({ input, context }) =>
      revokeMySession(await signIn(), context, input.id),
    ),
    revokeOtherSessions: os.revokeOtherSessions.handler(async ({ context }) =>
      revokeMyOtherSessions(await signIn(), context),
    ),
  }
}

export function workspaceRouter(area: AreaContext) {
  const os = implement(contract.workspace).$context<CallContext>()
  const signIn = () => openSignIn(area)
  const linksFor = (context: CallContext): Links => ({ base: baseOf(area, context), now: area.now() })
  return {
    readSettings: os.readSettings.handler(({ context }) => read(context, (scope) => readSettings(scope))),
    changeSettings: os.changeSettings.handler(({ input, context }) =>
      command(context, (scope) => changeSettings(scope, input)),
    ),
    listMembers: os.listMembers.handler(({ input, context }) => read(context, (scope) => listMembers(scope, input))),
    changeMember: os.changeMember.handler(({ input, context }) =>
      command(context, (scope) => changeMember(scope, input)),
    ),
    revokeSessions: os.revokeSessions.handler(async ({ input, context }) => {
      const opened = await signIn()
      return command(context, (scope) => revokeMemberSessions(scope, opened, input.personId))
    }),
    resetPassword: os.resetPassword.handler(async ({ input, context }) => {
      const opened = await signIn()
      return command(context, (scope) => makePasswordReset(scope, opened, input.personId, linksFor(context)))
    }),
    decideEmailChange: os.decideEmailChange.handler(async ({ input, context }) => {
      const opened = await signIn()
      return command(context, (scope) => decideEmailChange(scope, opened, context.origin, input))
    }),
    listInvitations: os.listInvitations.handler(({ input, context }) =>
      read(context, (scope) => listInvitations(scope, input, area.now())),
    ),
    invite: os.invite.handler(({ input, context }) =>
      command(context, (scope) => invite(scope, input, linksFor(context))),
    ),
    revokeInvitation: os.revokeInvitation.handler(({ input, context }) =>
      command(context, (scope) => revokeInvitation(scope, input.id, area.now())),
    ),
    listApiKeys: os.listApiKeys.handler(({ input, context }) => read(context, (scope) => listApiKeys(scope, input))),
    createApiKey: os.createApiKey.handler(({ input, context }) =>
      command(context, (scope) => createApiKey(scope, input, area.now())),
    ),
    revokeApiKey: os.revokeApiKey.handler(({ input, context }) =>
      command(context, (scope) => revokeApiKey(scope, input.id, area.now())),
    ),
    listAudit: os.listAudit.handler(({ input, context }) => read(context, (scope) => listAudit(scope, input))),
    verifyAudit: os.verifyAudit.handler(({ context }) =>
      read(context, (scope) => readAuditVerification(scope, area.now())),
    ),
    listViews: os.listViews.handler(({ input, context }) => read(context, (scope) => listViews(scope, input.screen))),
    saveView: os.saveView.handler(({ input, context }) => command(context, (scope) => saveView(scope, input))),
    changeView: os.changeView.handler(({ input, context }) => command(context, (scope) => changeView(scope, input))),
    deleteView: os.deleteView.handler(({ input, context }) => command(context, (scope) => deleteView(scope, input.id))),
  }
}

/** Where links of this installation lead. */
function baseOf(area: AreaContext, context: CallContext): string {
  const { request } = context
  return area.config.publicUrl?.replace(/\/+$/, '') ?? `${request.protocol}://${request.host}`
}
