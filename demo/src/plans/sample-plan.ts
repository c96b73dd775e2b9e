/** Where a plan of the sample company stands in its life. */
export type SampleStage = 'draft' | 'active' | 'waiting' | 'changes_asked' | 'approved' | 'closed'

/** A colleague, or somebody who works for the customer; none of them uses the program. */
export interface SampleActor {
  readonly kind: 'colleague' | 'customer'
  readonly name: string
  readonly function: string
}

export interface SampleStatement {
  readonly sectionKey: string
  readonly fieldKey: string | null
  readonly content: string
  readonly source: string
  readonly asOf: string
  readonly isConfirmed: boolean
}

export interface SampleDuty {
  readonly person: SampleActor
  readonly duty: 'accountable' | 'responsible' | 'consulted' | 'informed'
  readonly task: string
}

export interface SampleSwotItem {
  readonly key: string
  readonly viewpoint: 'customer' | 'view_of_us'
  readonly kind: 'strength' | 'weakness' | 'opportunity' | 'threat'
  readonly text: string
  readonly evidence: string
  readonly evidenceOn: string | null
  readonly saidBy: string
  readonly impact: number | null
  readonly confidence: number | null
}

/** What led to an objective or action: an item, or a strength or weakness paired with an opportunity or threat. */
export type SampleCause =
  | { readonly kind: 'swot'; readonly key: string }
  | { readonly kind: 'tows'; readonly internalKey: string; readonly externalKey: string }

/** Where the readings of a key result come from: people, or the ledger. */
export type SampleMeasure =
  | { readonly kind: 'typed' }
  | {
      readonly kind: 'fed'
      readonly source: 'net_revenue' | 'gross_margin' | 'products_bought' | 'share_of_wallet'
      readonly productLine: string | null
      readonly window: 'period_to_date' | 'last_12_months'
    }

export interface SampleKeyResult {
  readonly key: string
  readonly title: string
  readonly kind: 'measured' | 'binary'
  readonly ambition: 'committed' | 'stretch'
  readonly unit: string
  readonly start: string
  readonly target: string
  readonly measure: SampleMeasure
}

export interface SampleObjective {
  readonly key: string
  readonly title: string
  readonly why: string
  readonly ambition: 'committed' | 'stretch'
  readonly owner: SampleActor | null
  readonly startsOn: string
  readonly endsOn: string
  readonly cause: SampleCause | null
  readonly keyResults: readonly SampleKeyResult[]
}

export interface SampleAction {
  readonly key: string
  readonly title: string
  readonly details: string
  readonly owner: SampleActor | null
  readonly customerOwner: string
  readonly startsOn: string | null
  readonly dueOn: string | null
  readonly objectiveKey: string | null
  readonly keyResultKey: string | null
  readonly repeat: { readonly every: number; readonly unit: 'week' | 'month' } | null
  readonly cause: SampleCause | null
  /** Actions of the same plan that must be done before. */
  readonly needs: readonly string[]
}

/** Something that happened after the plan was written. */
export type SampleEvent = { readonly on: string } & (
  | { readonly kind: 'reading'; readonly keyResultKey: string; readonly value: string; readonly note: string }
  | {
      readonly kind: 'move'
      readonly actionKey: string
      readonly state: 'in_progress' | 'blocked' | 'done' | 'dropped'
      readonly reason: string
      readonly evidence: string
    }
  | { readonly kind: 'snapshot'; readonly reason: string }
  | { readonly kind: 'end_objective'; readonly objectiveKey: string; readonly reason: string }
)

export type SampleGoalMeasure = 'net_revenue' | 'gross_margin'

/** Amounts are whole units of the company's own currency. */
export interface SampleGoal {
  readonly period: number
  readonly measure: SampleGoalMeasure
  readonly amount: string
}

export interface SampleBridgeEntry {
  readonly period: number
  readonly kind: 'committed_growth' | 'pipeline' | 'white_space'
  readonly amount: string
  readonly note: string
  readonly source: string
}

/** What people know of one offering in one unit. */
export interface SampleCell {
  readonly unitCode: string
  readonly offering: string
  /** Null where the ledger knows: people only add what is spent there. */
  readonly state: 'owned' | 'competitor' | 'open' | 'not_needed' | null
  readonly competitor: string | null
  readonly competitorShare: number | null
  readonly renewalOn: string | null
  readonly potential: { readonly low: string; readonly base: string; readonly high: string } | null
  readonly needProbability: number | null
  readonly winProbability: number | null
  readonly source: string
  readonly note: string
}

export interface SampleWhiteSpace {
  readonly units: readonly { readonly code: string; readonly name: string }[]
  /** Product lines of the ledger, and services without one. */
  readonly offerings: readonly { readonly name: string; readonly productLine: string | null }[]
  readonly cells: readonly SampleCell[]
}

/** What a benefit or cost of a value case comes to, from year 0 on, and how firm that is. */
export interface SampleValueDriver {
  readonly kind: 'benefit' | 'cost'
  readonly name: string
  readonly method: string
  readonly baseline: string
  readonly source: string
  readonly evidence: 'claimed' | 'agreed' | 'measured'
  /** Somebody of the customer in the team. */
  readonly owner: SampleActor | null
  readonly probability: number
  readonly attribution: number
  readonly years: readonly { readonly low: string | null; readonly base: string; readonly high: string | null }[]
}

/** What something pays, to the customer or to us. */
export interface SampleValueCase {
  readonly title: string
  readonly beneficiary: 'customer' | 'us'
  readonly note: string
  readonly startsOn: string
  readonly years: number
  readonly discountRate: number
  readonly drivers: readonly SampleValueDriver[]
}

export interface SampleComment {
  readonly authorCode: string
  /** Of the plan as a whole, or of one of its actions or objectives. */
  readonly about: { readonly kind: 'plan' } | { readonly kind: 'action' | 'objective'; readonly key: string }
  readonly content: string
}

export interface SampleNoteLine {
  readonly kind: 'heading' | 'paragraph' | 'point'
  readonly text: string
}

/** Free text of a section, as people added to it one after another. */
export interface SampleNotes {
  readonly part: 'swot' | 'objectives'
  readonly written: readonly {
    readonly authorCode: string
    readonly on: string
    readonly lines: readonly SampleNoteLine[]
  }[]
}

/** A milestone of the customer's buying, or a step of our selling. */
export interface SampleStep {
  readonly side: 'customer' | 'ours'
  readonly title: string
  readonly phase:
    | 'need_recognition'
    | 'characteristics'
    | 'description'
    | 'source_search'
    | 'proposals'
    | 'selection'
    | 'order_routine'
    | 'performance_review'
    | null
  readonly ownerRole: string
  /** Somebody of the team of the plan. */
  readonly ownerName: string | null
  readonly evidence: string
  readonly plannedOn: string | null
  readonly doneOn: string | null
  /** Of ours: places among their milestones, from 0. */
  readonly serves: readonly number[]
}

/** Something the customer buys, with the way there on both sides. */
export interface SamplePurchase {
  readonly title: string
  readonly buyClass: 'new_task' | 'modified_rebuy' | 'straight_rebuy'
  readonly note: string
  readonly decisionOn: string | null
  /** The template that it begins from, kept of an earlier purchase of the same plan; null where it has steps of its own. */
  readonly template: string | null
  readonly steps: readonly SampleStep[]
  /** Steps of the template that were done since, by their titles. */
  readonly done: readonly { readonly title: string; readonly on: string }[]
  /** The name of the template that its steps are kept as. */
  readonly keptAs: string | null
  readonly ending: { readonly status: 'won' | 'lost'; readonly on: string; readonly reason: string } | null
}

/** An account plan of the sample company as its people wrote it and lived with it. */
export interface SamplePlan {
  readonly key: string
  readonly customerCode: string
  /** The plan it hangs below; that one comes earlier in the list. */
  readonly parentKey: string | null
  /** The unit a plan below another is for; empty for a whole company. */
  readonly scope: string
  readonly stage: SampleStage
  readonly authorCode: string
  readonly begunOn: string
  readonly startMonth: string
  readonly periodKind: 'year' | 'quarter'
  readonly periods: number
  readonly statements: readonly SampleStatement[]
  readonly team: readonly SampleDuty[]
  readonly swot: readonly SampleSwotItem[]
  readonly objectives: readonly SampleObjective[]
  readonly actions: readonly SampleAction[]
  readonly goals: readonly SampleGoal[]
  readonly bridge: readonly SampleBridgeEntry[]
  readonly whiteSpace: SampleWhiteSpace | null
  readonly valueCases: readonly SampleValueCase[]
  readonly purchases: readonly SamplePurchase[]
  readonly comments: readonly SampleComment[]
  readonly notes: readonly SampleNotes[]
  /** By day, the earliest first. */
  readonly events: readonly SampleEvent[]
  /** What the people asked to approve it wrote; empty where nobody was asked. */
  readonly approval: { readonly note: string; readonly answer: string } | null
  /** Why it was closed; empty for an open one. */
  readonly closing: string
}
