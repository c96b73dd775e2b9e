/** A refusal the business expects: a code from a closed list and what it is about, never an exception. */
export interface Refusal<Code extends string = string> {
  readonly code: Code
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
}

/** The outcome of a rule that may refuse. Faults (bugs, lost connections) are thrown instead. */
export type Result<Value, Code extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal<Code> }

/** Wraps a value that a rule has accepted. */
export function accept<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value }
}

/** Builds a refusal with its code and the facts a message needs. */
export function refuse<Code extends string>(
  code: Code,
  detail: Refusal['detail'] = {},
): { readonly ok: false; readonly refusal: Refusal<Code> } {
  return { ok: false, refusal: { code, detail } }
}
