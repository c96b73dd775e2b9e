import { statusOf } from '../platform/http/status.ts'
import { type FieldFault, Refused } from '../platform/refusal.ts'

type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false
      readonly refusal: {
        readonly code: string
        readonly detail: Readonly<Record<string, string | number | boolean | null>>
      }
    }

/** Unwraps a domain result, turning its refusal into one that names the field of the request it is about. */
export function orRefuseField<Value>(result: Outcome<Value>, fieldOf: Readonly<Record<string, string>>): Value {
  if (result.ok) return result.value
  const { code, detail } = result.refusal
  const path = fieldOf[code]
  const fields = path === undefined ? [] : [{ path, code, message: statusOf(code)?.sentence ?? code }]
  throw new Refused(code, detail, fields)
}

/** A fault of one field of a request, with the sentence of its code. */
export function fieldFault(path: string, code: string): FieldFault {
  return { path, code, message: statusOf(code)?.sentence ?? code }
}

/** Refuses with everything that is wrong at once, under the code of the first where it is the only one. */
export function refuseFaults(faults: readonly FieldFault[]): void {
  const [first, second] = faults
  if (first) throw new Refused(second ? 'http/invalid' : first.code, {}, faults)
}
