import { samplePerson } from '@mainstay/demo'
import type { Actor } from '../../platform/access/actor.ts'
import { insertAudit, noOrigin, type WriteScope } from '../../platform/use-case.ts'

/** An invented person of the sample company: they have no access, so the program acts in their name and says so. */
export function actingAs(system: Actor, code: string): Actor {
  return { ...system, kind: 'system', id: `sample:${code}`, name: samplePerson(code).name }
}

/**
 * The same transaction with a person of the sample company acting. Every deed is in the audit, but only the begun plan is
 * announced: hundreds of deeds at once are one piece of news. What was just written has not been changed by anybody, so
 * no version is compared.
 */
export function spokenBy(scope: WriteScope, code: string): WriteScope {
  const actor = actingAs(scope.actor, code)
  return {
    ...scope,
    actor,
    record: (fact) => insertAudit(scope.db, actor, noOrigin, fact),
    expectVersion: () => undefined,
  }
}

/** Noon of a day of the sample. */
export function momentOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}
