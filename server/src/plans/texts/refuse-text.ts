import { Refused } from '../../platform/refusal.ts'

/** Refuses what notes cannot hold, and says what it was. */
export function refuseContent(what: string): Refused {
  const message = `Notes cannot hold ${what}.`
  return new Refused('plans/text-not-allowed', { what }, [{ path: 'update', code: 'plans/text-not-allowed', message }])
}
