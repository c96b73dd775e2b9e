import { CODE_UNREACHABLE, type Problem } from '../../kit/api/api-error.ts'

/** Whether the very same can be sent again later: the line is down, or the server is busy. */
export function isPassing({ code, status }: Problem): boolean {
  return code === CODE_UNREACHABLE || code === 'http/idempotency-in-progress' || status === 429 || status >= 500
}
