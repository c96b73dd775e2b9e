import type { Permission } from '@mainstay/domain/accounts'
import { oc } from '@orpc/contract'

/** Who may call a route: a permission inside the workspace, anyone signed in, or anyone at all. */
export type Guard = Permission | 'signed-in' | 'public'

/** What a route does to stored data; decides which headers it demands. */
export type Effect =
  /** Reads only. */
  | 'none'
  /** A POST: honours an Idempotency-Key. */
  | 'creates'
  /**
   * Changes one versioned resource: demands If-Match (428 without, 412 when stale). Honours an Idempotency-Key, so that
   * who has lost the answer and sends again is not told that somebody else was faster.
   */
  | 'changes'
  /** Computes over data without storing anything. */
  | 'asks'

/** What every route declares beside its schemas. A route without a guard does not start. */
export interface RouteMeta {
  guard?: Guard
  effect?: Effect
}

/** Starting point of every route: `route('accounts:read')`, then `.route()`, `.input()`, `.output()`. */
export function route(guard: Guard, effect: Effect = 'none') {
  return oc.$meta<RouteMeta>({}).meta({ guard, effect })
}
