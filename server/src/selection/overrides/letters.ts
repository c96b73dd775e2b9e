import type { AreaContext } from '../../platform/area.ts'
import { type Letter, nameInMail } from '../../platform/mail/letter.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { peopleWhoSee } from './exception-policy.ts'

type Happening = 'asked' | 'granted' | 'refused' | 'expired' | 'lapsed'

interface Told {
  readonly id: string
  readonly account: { readonly id: string; readonly name: string }
  readonly personIds: readonly string[]
  readonly happening: Happening
}

const SENTENCES: Readonly<Record<Happening, (actor: string, account: string) => string>> = {
  asked: (actor, account) => `${actor} asks for an exception from the scores for ${account}. You may decide about it.`,
  granted: (actor, account) => `${actor} has granted the exception you asked for, for ${account}.`,
  refused: (actor, account) =>
    `${actor} has refused the exception you asked for, for ${account}. The reason stands there.`,
  expired: (_, account) => `The exception for ${account} has run out; it is again where it was before.`,
  lapsed: (_, account) => `Nobody answered the exception you asked for, for ${account}, before the day it was to end.`,
}

const SUBJECTS: Readonly<Record<Happening, string>> = {
  asked: 'An exception to decide about',
  granted: 'Your exception is granted',
  refused: 'Your exception is refused',
  expired: 'An exception has run out',
  lapsed: 'An exception was not answered',
}

/**
 * Tells people by mail, where this installation sends any; the list of overrides says the same in any case. Whoever has
 * left, or does not see the account any more, is told nothing.
 */
export async function tellByMail(area: AreaContext, scope: WriteScope, told: Told): Promise<void> {
  if (!area.mailer.isOn) return
  const seeing = new Set((await peopleWhoSee(scope, told.account.id)).map(({ id }) => id))
  for (const personId of told.personIds.filter((id) => seeing.has(id))) {
    await scope.sendMail({
      to: { personId },
      letter: letterOf(area, scope, told),
      about: { subjectType: 'override', subjectId: told.id },
    })
  }
}

function letterOf(area: AreaContext, scope: WriteScope, { happening, account }: Told): Letter {
  const base = area.config.publicUrl
  return {
    kind: `override-${happening}`,
    subject: SUBJECTS[happening],
    paragraphs: [SENTENCES[happening](nameInMail(scope.actor.name), nameInMail(account.name))],
    action:
      base === null
        ? null
        : { label: 'Look at it', url: `${base.replace(/\/$/, '')}/w/${scope.actor.workspaceSlug}/program/overrides` },
  }
}
