import { toProblem } from '../../kit/api/api-error.ts'

const STALE = 412

/** Whether a change was refused because somebody else had changed the same thing since it was read. */
export function isStale(error: unknown): boolean {
  return error !== null && error !== undefined && toProblem(error).status === STALE
}
