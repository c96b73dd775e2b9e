import { Tag } from '../kit/figures/badges.tsx'
import type { Invitation } from './api/people.ts'
import { text } from './text.ts'

const TONES = { waiting: 'neutral', sent: 'gain', failed: 'loss' } as const

function noteOn(mail: Invitation['mail']): string | null {
  if (mail === null || mail.fault === null) return null
  return mail.status === 'failed' ? text.mailFailed(mail.fault) : text.mailRetried(mail.attempts, mail.fault)
}

/** What became of a mail, and what to do where it did not arrive; nothing where none was sent. */
export function MailTag({ mail, noteClass }: { mail: Invitation['mail']; noteClass: string | undefined }) {
  if (mail === null) return null
  const note = noteOn(mail)
  return (
    <>
      <Tag tone={TONES[mail.status]}>{text.mail[mail.status]}</Tag>
      {note === null ? null : <span className={noteClass}> {note}</span>}
    </>
  )
}
