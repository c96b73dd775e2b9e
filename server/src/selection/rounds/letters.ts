import { type Letter, nameInMail } from '../../platform/mail/letter.ts'

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

interface RoundFacts {
  readonly round: string
  readonly workspace: string
  readonly roundId: string
  readonly open: number
  readonly deadline: string
  readonly publicUrl: string | null
}

export function reminderLetter(facts: RoundFacts): Letter {
  return {
    kind: 'round-reminder',
    subject: `Your scores are missing: ${nameInMail(facts.round)}`,
    paragraphs: [`${answersMissing(facts)} Nobody sees them before the round is closed, and you see nobody else's.`],
    action: actionOf(facts),
  }
}

export function openingLetter(facts: RoundFacts & { readonly lead: string }): Letter {
  return {
    kind: 'round-opened',
    subject: `Please score: ${nameInMail(facts.round)}`,
    paragraphs: [
      `${nameInMail(facts.lead)} asks you to score candidates in the round ${nameInMail(facts.round)}.`,
      `${answersMissing(facts)} Nobody sees them before the round is closed, and you see nobody else's.`,
    ],
    action: actionOf(facts),
  }
}

function answersMissing({ open, deadline }: RoundFacts): string {
  const until = DAY.format(new Date(`${deadline}T00:00:00Z`))
  return `${open === 1 ? '1 answer' : `${open} answers`} of yours ${open === 1 ? 'is' : 'are'} wanted until ${until}.`
}

function actionOf({ publicUrl, workspace, roundId }: RoundFacts): Letter['action'] {
  if (publicUrl === null) return null
  const base = publicUrl.replace(/\/+$/, '')
  return { label: 'Score now', url: `${base}/w/${workspace}/program/rounds/${roundId}` }
}
