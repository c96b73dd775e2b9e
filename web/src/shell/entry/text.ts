import type { Session } from '../../client/index.ts'

type Role = Session['workspaces'][number]['role']

export const roleNames: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  program_lead: 'Program lead',
  account_manager: 'Account manager',
  contributor: 'Contributor',
  viewer: 'Viewer',
}

/** Words of the pages before and around a workspace. */
export const text = {
  product: 'Mainstay',
  email: 'Mail address',
  password: 'Password',
  newPassword: 'New password',
  name: 'Your name',
  show: 'Show the password',
  hide: 'Hide the password',
  strength: {
    empty: 'At least 8 characters. Four or five unrelated words are strongest.',
    short: (missing: number) => `${missing} more ${missing === 1 ? 'character' : 'characters'} needed.`,
    weak: 'Weak: easy to guess. Add words that have nothing to do with one another.',
    fair: 'Fair. A few more characters make it strong.',
    strong: 'Strong.',
  },
  company: 'Company or division',
  slug: 'Short name in addresses',
  slugNote: (slug: string) => `Your pages begin with /w/${slug === '' ? '…' : slug}`,
  slugWrong: 'Small letters, digits and hyphens; begins and ends with a letter or digit; at most 40.',
  currency: 'Reporting currency',
  currencyNote: 'All figures are shown in it. It cannot change after the first import.',
  currencyNothing: 'No such currency',
  emailWrong: 'This is not a mail address.',
  needed: (what: string) => `${what} is needed.`,
  passwordShort: 'A password needs at least 8 characters.',

  firstRunTitle: 'Set up Mainstay',
  firstRunLead: 'Nobody has signed in here yet. You become the first owner.',
  code: 'One-time code',
  codeNote: 'Printed in the window where Mainstay was started.',
  you: 'You',
  workspace: 'Your workspace',
  firstRunSubmit: 'Create the workspace',

  signInTitle: 'Sign in',
  signIn: 'Sign in',
  forgotten: 'Forgot your password? An owner or program lead of your workspace can make you a link for a new one.',
  forgottenLink: 'Forgot your password?',
  forgottenTitle: 'A new password',
  forgottenLead: 'We send you a link with which you can set a new one.',
  forgottenSubmit: 'Send the link',
  forgottenDone: (email: string) =>
    `If ${email} has an account here, a link is on its way to it. It works for one hour. Look into the folder for unwanted mail too.`,
  forgottenOff:
    'No mail is sent from here. An owner or program lead of your workspace can make you a link for a new one.',
  factorTitle: 'Second step',
  factorLead: 'Type the six digits that your authenticator app shows for Mainstay.',
  factorCode: 'Code',
  backupLead: 'Type one of the backup codes you kept. Each works once.',
  backupCode: 'Backup code',
  useBackup: 'Use a backup code instead',
  useApp: 'Use the app instead',
  verify: 'Continue',
  startOver: 'Start again with the password',

  invitationTitle: (workspace: string) => `Join ${workspace}`,
  invitationLead: (email: string, role: Role) => `The invitation is for ${email}, as ${roleNames[role].toLowerCase()}.`,
  invitationInvalidTitle: 'This invitation no longer works',
  invitationInvalid: 'It was used, withdrawn or has expired. Ask the person who sent it for a new one.',
  invitationSignIn: (email: string) => `Sign in as ${email} to join.`,
  invitationOther: (email: string) =>
    `You are signed in as ${email}, but the invitation is for somebody else. Sign out, then open the link again.`,
  join: 'Join',
  signOut: 'Sign out',
  goToSignIn: 'Go to sign in',

  resetTitle: 'Set a new password',
  resetLead: 'This ends every session that is open under your name.',
  resetSubmit: 'Save the password',
  resetDone: 'The new password holds. Sign in with it.',

  confirmEmailTitle: 'Confirm your new mail address',
  confirmEmailLead: 'From then on you sign in with it. Your other sessions end.',
  confirmEmailSubmit: 'Confirm',
  confirmEmailDone: (email: string) => `${email} is your mail address now. Sign in with it from now on.`,
  confirmEmailInvalid:
    'This link no longer works: it was used, taken back or has ended. Ask for the change again in your profile.',
  goOn: 'Go to Mainstay',

  chooserTitle: 'Choose a workspace',
  chooserMissing: (slug: string) =>
    `There is no workspace "${slug}" for you. It may have another name, or you may not be in it.`,
  chooserRole: (role: Role) => roleNames[role],
  noneTitle: 'You are in no workspace',
  noneSentence: 'Ask an owner to invite you, or create a workspace of your own.',
  create: 'Create a workspace',
  newTitle: 'Create a workspace',
  newLead: 'A workspace has its own accounts, program and people. Nothing is shared with your other workspaces.',
  signedInAs: (name: string) => `Signed in as ${name}`,
  back: 'Back',

  welcomeTitle: 'Welcome',
  welcomeLead: (workspace: string) => `${workspace} is ready and empty. Bring in what you know about your customers.`,
  dropTitle: 'Your own data',
  sampleTitle: 'The sample company',
  sampleSentence:
    'About 400 invented customers with three years of invoices: seasons, groups, customers that left, large ones that lose money. It can be taken out again.',
  sampleAction: 'Start with the sample company',
  sampleProgress: 'Loading the sample company',
  sampleComputing: 'Working out what each account earns',
  sampleUnit: 'rows',
  sampleFailed: 'The sample could not be loaded',
  mayNotImport:
    'Your role does not bring in data. An owner or program lead does; the portfolio fills as soon as they have.',
  toPortfolio: 'Look at the empty portfolio',
  tryAgain: 'Try again',
} as const
