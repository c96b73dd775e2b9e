import type { PlanSection } from '@mainstay/contract/plans'
import type { Facts } from '../../platform/refusal.ts'
import type { StoredPlan } from '../plan-store.ts'
import type { KeptRow } from './kept-row.ts'

/** Who asks for a plan, and which of its sections they see. */
export interface Asking {
  readonly plan: StoredPlan
  readonly sections: readonly PlanSection[]
}

/** Why the opposite of a deed would be refused by now. */
export interface Hindrance {
  readonly code: string
  readonly facts: Facts
}

export function hindrance(code: string, facts: Facts = {}): Hindrance {
  return { code, facts }
}

/** What the way back does to a row. */
export function wayBack({ before, after }: KeptRow): 'takes_out' | 'puts_back' | 'changes' {
  if (after?.removed_at) return 'puts_back'
  return before === null || before.removed_at ? 'takes_out' : 'changes'
}
