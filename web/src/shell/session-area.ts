import type { AreaModule } from '../kit/routing/area-module.ts'
import { paths, patterns } from '../paths.ts'
import { text } from './text.ts'

/** Pages around a workspace: first run, sign-in, links that were sent, the choice of workspace, oneself. */
export const sessionArea: AreaModule = {
  id: 'session',
  navigation: [],
  routes: [
    {
      path: patterns.firstRun,
      frame: 'bare',
      load: async () => (await import('./entry/first-run-page.tsx')).FirstRunPage,
    },
    { path: patterns.signIn, frame: 'bare', load: async () => (await import('./entry/sign-in-page.tsx')).SignInPage },
    {
      path: patterns.invitation,
      frame: 'bare',
      load: async () => (await import('./entry/invitation-page.tsx')).InvitationPage,
    },
    {
      path: patterns.resetPassword,
      frame: 'bare',
      load: async () => (await import('./entry/reset-password-page.tsx')).ResetPasswordPage,
    },
    {
      path: patterns.forgottenPassword,
      frame: 'bare',
      load: async () => (await import('./entry/forgotten-password-page.tsx')).ForgottenPasswordPage,
    },
    {
      path: patterns.confirmEmail,
      frame: 'bare',
      load: async () => (await import('./entry/confirm-email-page.tsx')).ConfirmEmailPage,
    },
    {
      path: patterns.workspaces,
      frame: 'bare',
      load: async () => (await import('./entry/chooser-page.tsx')).ChooserPage,
    },
    {
      path: patterns.newWorkspace,
      frame: 'bare',
      load: async () => (await import('./entry/new-workspace-page.tsx')).NewWorkspacePage,
    },
    { path: patterns.welcome, load: async () => (await import('./entry/welcome-page.tsx')).WelcomePage },
    { path: patterns.profile, load: async () => (await import('./profile/profile-page.tsx')).ProfilePage },
  ],
  commands: [{ id: 'welcome', label: text.welcome, href: paths.welcome(), keywords: ['sample', 'start', 'begin'] }],
}
