import { type Letter, nameInMail } from '../mail/letter.ts'

const WHEN = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })

/** Names of letters whose links may end before they are sent. */
export const INVITATION_LETTER = 'invitation'
export const CONFIRM_EMAIL_LETTER = 'email-change'

function until(moment: Date): string {
  return `${WHEN.format(moment)} UTC`
}

export function invitationLetter(facts: {
  readonly workspace: string
  readonly invitedBy: string
  readonly link: string
  readonly expiresAt: Date
}): Letter {
  const workspace = nameInMail(facts.workspace)
  return {
    kind: INVITATION_LETTER,
    subject: `Invitation to ${workspace} on Mainstay`,
    paragraphs: [
      `${nameInMail(facts.invitedBy)} invites you to the workspace ${workspace} on Mainstay.`,
      `The link works once, until ${until(facts.expiresAt)}. If you did not expect it, leave it alone.`,
    ],
    action: { label: 'Join', url: facts.link },
  }
}

export function passwordLetter(facts: {
  readonly madeBy: string | null
  readonly link: string
  readonly expiresAt: Date
}): Letter {
  return {
    kind: 'password-reset',
    subject: 'A new password for Mainstay',
    paragraphs: [
      facts.madeBy === null
        ? 'Somebody asked for a new password for your account on Mainstay. If it was not you, leave this alone: nothing has changed.'
        : `${nameInMail(facts.madeBy)} made a link with which you can set a new password on Mainstay.`,
      `It works once, until ${until(facts.expiresAt)}, and ends every session that is open under your name.`,
    ],
    action: { label: 'Set a new password', url: facts.link },
  }
}

export function confirmEmailLetter(facts: { readonly link: string; readonly expiresAt: Date }): Letter {
  return {
    kind: CONFIRM_EMAIL_LETTER,
    subject: 'Confirm your new mail address for Mainstay',
    paragraphs: [
      'Somebody asked to sign in to Mainstay with this mail address from now on. If it was not you, leave this alone.',
      `The link works once, until ${until(facts.expiresAt)}.`,
    ],
    action: { label: 'Confirm the new address', url: facts.link },
  }
}

/** To the address that is left, so that a change nobody wanted does not pass unseen. */
export function emailChangedLetter(facts: { readonly to: string }): Letter {
  return {
    kind: 'email-changed',
    subject: 'Your mail address on Mainstay has changed',
    paragraphs: [
      `Your account on Mainstay now belongs to the mail address ${nameInMail(facts.to)}. This one no longer signs in.`,
      'If you did not want this, tell an owner of your workspace at once.',
    ],
    action: null,
  }
}

/** To the present address, when a change is asked for: time to stop it. */
export function emailChangeAskedLetter(): Letter {
  return {
    kind: 'email-change-asked',
    subject: 'A change of your mail address on Mainstay was asked for',
    paragraphs: [
      'Somebody who knows your password asked to change the mail address of your account on Mainstay. It changes when the new address is confirmed.',
      'If it was not you, sign in, take the change back in your profile, and change your password.',
    ],
    action: null,
  }
}
