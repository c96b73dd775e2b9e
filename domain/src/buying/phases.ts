/** How new a purchase is to the customer: never bought before, bought before in another way, or bought again as it was. */
export const BUY_CLASSES = ['new_task', 'modified_rebuy', 'straight_rebuy'] as const
export type BuyClass = (typeof BUY_CLASSES)[number]

/** Whose way a step belongs to: the customer's buying, or our selling. */
export const BUYING_SIDES = ['customer', 'ours'] as const
export type BuyingSide = (typeof BUYING_SIDES)[number]

/** The phases of organizational buying in their order. Source: BuyGrid, Robinson, Faris and Wind 1967. */
export const BUYING_PHASES = [
  'need_recognition',
  'characteristics',
  'description',
  'source_search',
  'proposals',
  'selection',
  'order_routine',
  'performance_review',
] as const
export type BuyingPhase = (typeof BUYING_PHASES)[number]

/** A step as a purchase begins with it; `serves` names places in the list that it stands in, counted from 0. */
export interface FirstBuyingStep {
  readonly side: BuyingSide
  readonly title: string
  readonly phase: BuyingPhase | null
  readonly ownerRole: string
  readonly evidence: string
  readonly requirement: string
  readonly serves: readonly number[]
}

const PHASES_OF: Readonly<Record<BuyClass, readonly BuyingPhase[]>> = {
  new_task: BUYING_PHASES,
  modified_rebuy: ['need_recognition', 'description', 'proposals', 'selection', 'order_routine', 'performance_review'],
  straight_rebuy: ['need_recognition', 'order_routine', 'performance_review'],
}

/**
 * The phases that a purchase of a class goes through, in their order. A new task goes through all eight: nobody knows yet
 * what is needed, nor who has it. A modified rebuy leaves out what the last purchase has settled: the kind of thing that is
 * needed, and the search for sources, because those already known are asked. A straight rebuy is an order from who delivers
 * already: the need comes up, the order is placed, and how it went is looked at. Source: BuyGrid, Robinson, Faris and Wind
 * 1967, which says how far each phase applies to each class; where it says "perhaps", the choice is ours.
 */
export function phasesOfClass(buyClass: BuyClass): readonly BuyingPhase[] {
  return PHASES_OF[buyClass]
}

type Half = Pick<FirstBuyingStep, 'title' | 'ownerRole' | 'evidence' | 'requirement'>

const STARTERS: Readonly<Record<BuyingPhase, { readonly theirs: Half; readonly ours: Half }>> = {
  need_recognition: {
    theirs: {
      title: 'The need is recognized',
      ownerRole: 'Head of the department with the need',
      evidence: 'They tell us what it costs them to leave things as they are, and who inside has said so',
      requirement: '',
    },
    ours: {
      title: 'Understand what the need costs them',
      ownerRole: 'Account manager',
      evidence: 'They confirm our summary of the need in writing',
      requirement: '',
    },
  },
  characteristics: {
    theirs: {
      title: 'What is needed is decided, and how much of it',
      ownerRole: 'Technical lead',
      evidence: 'They share amounts, dates and what the thing has to do',
      requirement: '',
    },
    ours: {
      title: 'Help them to weigh what they need',
      ownerRole: 'Application engineer',
      evidence: 'Their technical lead takes part in a working session and keeps its result',
      requirement: '',
    },
  },
  description: {
    theirs: {
      title: 'The specification is written',
      ownerRole: 'Technical lead',
      evidence: 'They send the specification or a draft of it',
      requirement: 'Released specification',
    },
    ours: {
      title: 'Comment on the specification',
      ownerRole: 'Application engineer',
      evidence: 'A point of ours stands in their next version',
      requirement: '',
    },
  },
  source_search: {
    theirs: {
      title: 'Suppliers are looked for and qualified',
      ownerRole: 'Purchasing',
      evidence: 'They put us on the list of those who are asked',
      requirement: 'Supplier self-assessment, certificates',
    },
    ours: {
      title: 'Become a qualified supplier',
      ownerRole: 'Quality manager',
      evidence: 'They write that we have passed their qualification',
      requirement: 'Certificates, references',
    },
  },
  proposals: {
    theirs: {
      title: 'Proposals are asked for',
      ownerRole: 'Purchasing',
      evidence: 'We receive their request with its deadline',
      requirement: '',
    },
    ours: {
      title: 'Hand in and explain the proposal',
      ownerRole: 'Account manager',
      evidence: 'Those who will decide have taken part when we explained it',
      requirement: 'Proposal with the value in their figures',
    },
  },
  selection: {
    theirs: {
      title: 'Proposals are compared and one is chosen',
      ownerRole: 'Deciding manager',
      evidence: 'They tell us the decision, or that we negotiate last',
      requirement: 'Approval of the budget',
    },
    ours: {
      title: 'Agree on terms with those who decide',
      ownerRole: 'Account manager',
      evidence: 'Their deciding manager agrees to the terms in writing',
      requirement: '',
    },
  },
  order_routine: {
    theirs: {
      title: 'The order and its routine are settled',
      ownerRole: 'Purchasing',
      evidence: 'We hold their order or signed contract',
      requirement: 'Order, delivery schedule',
    },
    ours: {
      title: 'Agree on deliveries and who speaks with whom',
      ownerRole: 'Customer service',
      evidence: 'They confirm the schedule and name their contacts',
      requirement: '',
    },
  },
  performance_review: {
    theirs: {
      title: 'What was delivered is judged',
      ownerRole: 'Head of the department with the need',
      evidence: 'They share their rating or take part in a review',
      requirement: '',
    },
    ours: {
      title: 'Review together what was achieved',
      ownerRole: 'Account manager',
      evidence: 'They agree to the measured result in the minutes of the review',
      requirement: '',
    },
  },
}

/**
 * The steps that a purchase of a class begins with when nothing is known of how this customer buys: a milestone of theirs
 * for each of its phases, then a step of ours that serves each, in the same order. What shows that a step is done is always
 * something the customer does or gives, never something we do alone: stages that are left on our own doings tell nothing of
 * the purchase. No days: those are the customer's.
 */
export function firstBuyingSteps(buyClass: BuyClass): readonly FirstBuyingStep[] {
  const phases = phasesOfClass(buyClass)
  return [
    ...phases.map((phase) => ({ side: 'customer' as const, phase, serves: [], ...STARTERS[phase].theirs })),
    ...phases.map((phase, place) => ({ side: 'ours' as const, phase: null, serves: [place], ...STARTERS[phase].ours })),
  ]
}
