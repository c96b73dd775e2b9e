import { accept, type Result, refuse } from '../../kernel/index.ts'

/** What a rule waits for, and the days it may be given; null where it needs none. */
export const RULE_TRIGGERS = {
  period_ends: { days: { least: 1, most: 365 }, item: 'the period' },
  action_due: { days: { least: 1, most: 365 }, item: 'the title of the action' },
  renewal_near: { days: { least: 1, most: 730 }, item: 'the offering and its unit' },
  swot_unanswered: { days: { least: 1, most: 365 }, item: 'what the item says' },
  result_red: { days: null, item: 'the title of the key result' },
  result_stalled: { days: { least: 7, most: 365 }, item: 'the title of the key result' },
  tier_changed: { days: null, item: 'the new tier' },
  statement_doubtful: { days: null, item: 'what the statement says' },
  plan_untouched: { days: { least: 7, most: 730 }, item: 'the title of the plan' },
} as const satisfies Record<string, { readonly days: DayBounds | null; readonly item: string }>

interface DayBounds {
  readonly least: number
  readonly most: number
}

export type RuleTriggerKind = keyof typeof RULE_TRIGGERS

/** When a rule acts. `days` counts before a date, or since when something has lasted. */
export interface RuleTrigger {
  readonly kind: RuleTriggerKind
  readonly days: number | null
}

/** Who gets the action: by their part in the plan or account, or one member by name. */
export type RuleOwner =
  | { readonly kind: 'accountable' }
  | { readonly kind: 'account_manager' }
  | { readonly kind: 'member'; readonly name: string }

/** The action a rule puts into a plan. */
export interface RuleAction {
  /** May hold `{account}`, `{plan}` and `{item}`. */
  readonly title: string
  readonly dueInDays: number
  readonly owner: RuleOwner
}

/** Longest time a rule gives for its action. */
export const RULE_DUE_DAYS = 365
/** Longest title of an action. */
const TITLE_LENGTH = 300
const PLACEHOLDER = /\{([^{}]*)\}/g

export type RulePlaceholder = 'account' | 'plan' | 'item'
export const RULE_PLACEHOLDERS: readonly RulePlaceholder[] = ['account', 'plan', 'item']

export type WorkRuleRefusal = 'plans/rule-days' | 'plans/rule-due-days' | 'plans/rule-placeholder'

/**
 * Takes a rule as written. Refuses days outside what its trigger allows, or days where it takes none
 * (`plans/rule-days`); an action due in less than 0 or more than 365 days (`plans/rule-due-days`); and a title with
 * something in braces that no rule knows (`plans/rule-placeholder`), which would stand in every action.
 */
export function checkRule<Rule extends { readonly trigger: RuleTrigger; readonly action: RuleAction }>(
  rule: Rule,
): Result<Rule, WorkRuleRefusal> {
  const { kind, days } = rule.trigger
  const bounds: DayBounds | null = RULE_TRIGGERS[kind].days
  if (!areDaysWithin(days, bounds)) {
    return refuse('plans/rule-days', { least: bounds?.least ?? null, most: bounds?.most ?? null })
  }
  const { dueInDays, title } = rule.action
  if (!areDaysWithin(dueInDays, { least: 0, most: RULE_DUE_DAYS })) {
    return refuse('plans/rule-due-days', { most: RULE_DUE_DAYS })
  }
  const unknown = [...title.matchAll(PLACEHOLDER)].find(([, name]) => !isPlaceholder(name))
  if (unknown) return refuse('plans/rule-placeholder', { found: unknown[0] })
  return accept(rule)
}

function areDaysWithin(days: number | null, bounds: DayBounds | null): boolean {
  if (bounds === null || days === null) return bounds === null && days === null
  return Number.isInteger(days) && days >= bounds.least && days <= bounds.most
}

function isPlaceholder(name: string | undefined): name is RulePlaceholder {
  return RULE_PLACEHOLDERS.some((known) => known === name)
}

/**
 * The title of an action: the words of the rule with the names of the account, plan and item in their places. What a name
 * itself holds in braces stays as it is. Longer than 300 characters it is cut, and ends in an ellipsis.
 */
export function fillRuleTitle(title: string, names: Readonly<Record<RulePlaceholder, string>>): string {
  const filled = title.replace(PLACEHOLDER, (found, name: string) => (isPlaceholder(name) ? names[name] : found))
  const line = filled.replace(/\s+/gu, ' ').trim()
  if (line.length <= TITLE_LENGTH) return line
  // A character of two code units is not cut in half.
  return `${line
    .slice(0, TITLE_LENGTH - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`
}

/** The whole rule in one plain sentence: what it waits for, what it adds, by when and for whom. */
export function ruleInWords(trigger: RuleTrigger, action: RuleAction): string {
  const due = action.dueInDays === 0 ? 'due the same day' : `due ${inDays(action.dueInDays)} later`
  return `${triggerInWords(trigger)}, the plan gets the action “${action.title}”, ${due}, for ${ownerInWords(action.owner)}.`
}

/** What a rule waits for, as the beginning of a sentence. */
export function triggerInWords({ kind, days: given }: RuleTrigger): string {
  const days = inDays(given ?? 0)
  switch (kind) {
    case 'period_ends':
      return `When a period of a plan ends within ${days}`
    case 'action_due':
      return `When an open action is due within ${days}`
    case 'renewal_near':
      return `When a contract that a competitor holds comes up for renewal within ${days}`
    case 'swot_unanswered':
      return `When a SWOT item has been high and without objective or action for ${days}`
    case 'result_red':
      return 'When a key result is red and off track'
    case 'result_stalled':
      return `When a key result has not moved forward for ${days}`
    case 'tier_changed':
      return 'When an account changes tier'
    case 'statement_doubtful':
      return 'When a statement turns doubtful'
    case 'plan_untouched':
      return `When nobody has touched a plan for ${days}`
  }
}

function inDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}

function ownerInWords(owner: RuleOwner): string {
  if (owner.kind === 'accountable') return 'who is accountable for the plan'
  return owner.kind === 'account_manager' ? 'the account manager' : owner.name
}

/** What a test on the past cannot know, in sentences: nothing keeps what these things were like before. */
export function unknownOfThePast(kind: RuleTriggerKind): readonly string[] {
  return [...UNKNOWN[kind], 'Plans and things that were taken out since are not counted.']
}

const UNKNOWN: Readonly<Record<RuleTriggerKind, readonly string[]>> = {
  period_ends: ['Periods are taken as they are today; one that was moved since is counted on its day of today.'],
  action_due: ['Due dates are taken as they are today; an action that was moved is counted on its day of today.'],
  renewal_near: [
    'Renewal dates are taken as they are today; a contract whose date was written or moved since is counted by that date.',
  ],
  swot_unanswered: [
    'Items are judged as they are today, from the last time that was changed; high ones that were judged lower since are not counted.',
    'An objective or action that was dropped since counts as if there had never been one.',
  ],
  result_red: [
    'Targets and dates are taken as they are today; a reading that was corrected counts as corrected.',
    'The ledger is taken as it is today, with months that were imported late.',
  ],
  result_stalled: [
    'Targets and dates are taken as they are today; a reading that was corrected counts as corrected.',
    'The ledger is taken as it is today, with months that were imported late.',
  ],
  tier_changed: [],
  statement_doubtful: ['A statement that was renewed since is counted by its day of today only.'],
  plan_untouched: ['Readings of a plan leave no trace; only what somebody changed counts as touching it.'],
}
