import { Refused } from '../platform/refusal.ts'
import type { WriteScope } from '../platform/use-case.ts'

/** For what somebody does as themselves, whatever their role: a key for reading must not approve in their name. */
export function requirePerson({ actor }: WriteScope): void {
  if (actor.kind === 'api_key') throw new Refused('plans/person-only')
}
