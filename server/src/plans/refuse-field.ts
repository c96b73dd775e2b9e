import { statusOf } from '../platform/http/status.ts'
import { Refused } from '../platform/refusal.ts'

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
