/** Codes of refusals the platform itself gives; areas add theirs to the table in http/status.ts. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>

export interface FieldFault {
  readonly path: string
  readonly code: string
  readonly message: string
}

/**
 * Carries a refusal (an expected "no") out of a use case. The transaction it passes through is rolled back.
 * Codes are turned into HTTP by one table.
 */
export class Refused extends Error {
  override name = 'Refused'
  readonly code: string
  readonly facts: Facts
  readonly fields: readonly FieldFault[]
  constructor(code: string, facts: Facts = {}, fields: readonly FieldFault[] = []) {
    super(code)
    this.code = code
    this.facts = facts
    this.fields = fields
  }
}

/** Unwraps a domain result, turning its refusal into one that reaches the caller. */
export function orRefuse<Value>(
  result: { ok: true; value: Value } | { ok: false; refusal: { code: string; detail: Facts } },
): Value {
  if (result.ok) return result.value
  throw new Refused(result.refusal.code, result.refusal.detail)
}
