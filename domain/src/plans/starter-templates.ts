import type { TemplatePart } from './plan-template.ts'

/** A field of a starter section: free text, or one of given answers. */
export interface StarterField {
  readonly key: string
  readonly label: string
  readonly help: string
  readonly kind: 'text' | 'choice'
  readonly choices: readonly string[]
  readonly isRequired: boolean
}

export interface StarterSection {
  readonly key: string
  readonly title: string
  readonly help: string
  readonly part: TemplatePart
  readonly audience: 'plan' | 'inner' | 'customer'
  readonly fields: readonly StarterField[]
  /** Months until a statement is doubtful; null where the records of the part have ages of their own. */
  readonly freshMonths: number | null
}

export interface StarterTemplate {
  readonly name: string
  readonly kind: 'account' | 'unit'
  readonly sections: readonly StarterSection[]
}

/** Keys of the fields that the invoice ledger fills when a plan is begun. */
export const LEDGER_FIELDS = { netRevenue: 'net_revenue', trend: 'trend', productMix: 'product_mix' } as const

const textField = { kind: 'text', choices: [] } as const
const required = (key: string, label: string, help: string): StarterField => ({
  key,
  label,
  help,
  ...textField,
  isRequired: true,
})
const optional = (key: string, label: string, help: string): StarterField => ({
  key,
  label,
  help,
  ...textField,
  isRequired: false,
})

/**
 * How close supplier and customer work together, from the first orders to one of several suppliers, a preferred one, partners
 * who depend on one another, and at last a common way of working. Source: McDonald and Woodburn, key account stages.
 */
export const RELATIONSHIP_STAGES = ['Exploratory', 'Basic', 'Cooperative', 'Interdependent', 'Integrated'] as const

const STAGE: StarterField = {
  key: 'relationship_stage',
  label: 'Stage of the relationship',
  help: 'From exploratory, over basic, cooperative and interdependent, to integrated. Choose anew when it changes: earlier answers stay in sight.',
  kind: 'choice',
  choices: RELATIONSHIP_STAGES,
  isRequired: false,
}

const PROFILE: StarterSection = {
  key: 'profile',
  title: 'Profile and situation',
  help: 'Who they are and where we stand with them today. What the ledger knows is filled in; correct it if it misleads.',
  part: 'statements',
  audience: 'plan',
  fields: [
    required('business', 'Their business', 'What they sell, to whom, and how they earn their money.'),
    STAGE,
    required(LEDGER_FIELDS.netRevenue, 'What they buy from us', 'Net revenue of the last two years.'),
    optional(LEDGER_FIELDS.trend, 'Where it is heading', 'Growing, flat, declining, and how sure that is.'),
    optional(LEDGER_FIELDS.productMix, 'What they buy most', 'The product lines with the most net revenue.'),
    optional('competitors', 'Who else serves them', 'Competitors with their share, as far as known.'),
  ],
  freshMonths: 12,
}

const CUSTOMER: StarterSection = {
  key: 'customer',
  title: 'Their strategy, goals and pressures',
  help: 'In their own words where possible, with who said it and when.',
  part: 'statements',
  audience: 'customer',
  fields: [
    required('strategy', 'Their strategy', 'Where they want to be in three years.'),
    required('goals', 'Their goals this year', 'What their management is measured by.'),
    optional('pressures', 'Their pressures', 'What costs them sleep: cost, supply, regulation, rivals.'),
  ],
  freshMonths: 6,
}

const GOALS: StarterSection = {
  ...recordSection('our_goals', 'Our goals', 'goals'),
  help: 'Net revenue and margin by period, and the bridge from today: what is sure, what is in the pipeline, what is missing.',
}
const WHITE_SPACE: StarterSection = {
  ...recordSection('white_space', 'White space', 'white_space'),
  help: 'What we could supply to which of their units: ours, lost, a competitor’s, open, not needed, unknown.',
}
const SWOT: StarterSection = {
  ...recordSection('swot', 'SWOT', 'swot'),
  help: 'Theirs, and apart from it how they see us. Every item with evidence, day and who said it.',
}
const OBJECTIVES: StarterSection = {
  ...recordSection('objectives', 'Objectives', 'objectives'),
  help: 'What must be different at the end, with key results that show it.',
}
const ACTIONS: StarterSection = {
  ...recordSection('actions', 'Actions', 'actions'),
  help: 'Who does what until when, for which result.',
}
const BUYING: StarterSection = {
  ...recordSection('buying_process', 'How they buy', 'buying_process'),
  help: 'For each purchase: the steps they take until they decide, ours that serve them, and where the two do not fit.',
}
const TEAM: StarterSection = {
  ...recordSection('team', 'Team and duties', 'team'),
  help: 'Who answers, who works, who is asked, who is told: from sales to the CEO, and on their side.',
}

const VALUE: StarterSection = {
  key: 'value',
  title: 'Value for them',
  help: 'What working with us is worth to them, and how they confirm it.',
  part: 'statements',
  audience: 'customer',
  fields: [
    required('promise', 'What we promise', 'In their numbers: cost saved, revenue won, risk avoided.'),
    optional('proof', 'What has been proven', 'Delivered so far, with who of them confirmed it.'),
  ],
  freshMonths: 12,
}

const VALUE_CASES: StarterSection = {
  ...recordSection('value_cases', 'Value in numbers', 'value_cases'),
  help: 'What it brings and costs by year, for them and for us: return, present value and payback, with what is behind it.',
}

const RISKS: StarterSection = {
  key: 'risks',
  title: 'Risks',
  help: 'What could cost us this account, how likely, and what we do about it. For the inner team.',
  part: 'statements',
  audience: 'inner',
  fields: [optional('largest', 'The largest risk', 'What would hurt most, and its first sign.')],
  freshMonths: 6,
}

const RESOURCES: StarterSection = {
  key: 'resources',
  title: 'Resources',
  help: 'Hours, money and experts this plan needs, and who has granted them.',
  part: 'statements',
  audience: 'plan',
  fields: [
    optional('people', 'People', 'Hours per month by function.'),
    optional('money', 'Money', 'Per year, and what for.'),
  ],
  freshMonths: 12,
}

const REVIEWS: StarterSection = {
  key: 'reviews',
  title: 'Reviews',
  help: 'When we look at this plan, among ourselves and together with them.',
  part: 'statements',
  audience: 'customer',
  fields: [
    required('internal', 'Among ourselves', 'How often, and who takes part.'),
    required('joint', 'With them', 'How often, and who of them takes part.'),
  ],
  freshMonths: 12,
}

/**
 * The two templates a workspace starts with: the full plan of an account, and a short one for a unit or region below it.
 * They are a proposal to be changed. No section with our judgement of the customer is meant for the customer's eyes.
 */
export function starterTemplates(): readonly StarterTemplate[] {
  return [
    {
      name: 'Full account plan',
      kind: 'account',
      sections: [
        ...[PROFILE, CUSTOMER, GOALS, WHITE_SPACE, SWOT, OBJECTIVES, ACTIONS],
        ...[VALUE, VALUE_CASES, RISKS, BUYING, TEAM, RESOURCES, REVIEWS],
      ],
    },
    { name: 'Unit plan', kind: 'unit', sections: [PROFILE, GOALS, WHITE_SPACE, SWOT, OBJECTIVES, ACTIONS, TEAM] },
  ]
}

function recordSection(key: string, title: string, part: TemplatePart): StarterSection {
  return { key, title, help: '', part, audience: 'plan', fields: [], freshMonths: null }
}
