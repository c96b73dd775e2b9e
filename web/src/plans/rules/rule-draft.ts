import { RULE_TRIGGERS, type RuleTriggerKind } from '@mainstay/domain/plans/rules'
import type { Rule, RuleContent } from './api/rule-queries.ts'

export const TRIGGER_KINDS = Object.keys(RULE_TRIGGERS) as RuleTriggerKind[]
/** Kinds of which the days count before a date; of the others they count since when it lasts. */
export const BEFORE_A_DATE: readonly RuleTriggerKind[] = ['period_ends', 'action_due', 'renewal_near']

export interface RuleDraft {
  readonly name: string
  readonly kind: RuleTriggerKind
  readonly days: number | string
  readonly title: string
  readonly details: string
  readonly dueInDays: number | string
  readonly owner: Rule['action']['owner']['kind']
  readonly personId: string | null
}

const NEW: RuleDraft = {
  name: '',
  kind: 'swot_unanswered',
  days: 30,
  title: '',
  details: '',
  dueInDays: 14,
  owner: 'accountable',
  personId: null,
}

export function draftOf(rule: Rule | null): RuleDraft {
  if (rule === null) return NEW
  const { name, trigger, action } = rule
  const { title, details, dueInDays, owner } = action
  const days = trigger.days ?? ''
  return { name, kind: trigger.kind, days, title, details, dueInDays, owner: owner.kind, personId: owner.personId }
}

/** What is sent; a field left empty is sent as such, and refused with its name. */
export function contentOf(draft: RuleDraft): RuleContent {
  const { name, kind, title, details, owner } = draft
  return {
    name,
    trigger: { kind, days: RULE_TRIGGERS[kind].days === null ? null : numberOf(draft.days) },
    action: {
      title,
      details,
      dueInDays: numberOf(draft.dueInDays) ?? -1,
      owner: owner === 'member' ? { kind: 'member', personId: draft.personId ?? '' } : { kind: owner },
    },
  }
}

function numberOf(value: number | string): number | null {
  return typeof value === 'number' ? value : null
}
