import type { CriteriaSet } from './criteria-set.ts'
import { type Criterion, judgedAnchors, measuredAnchors } from './criterion.ts'

const MEASURED: readonly Criterion[] = [
  {
    key: 'contribution_rate',
    name: 'Contribution margin',
    definition:
      'What is left of each unit of net revenue after the goods and the cost of serving the account, over twelve months.',
    weight: 22,
    isSizeCriterion: false,
    source: { kind: 'measured', measure: 'contribution_rate' },
    anchors: measuredAnchors([-0.1, 0], [0, 25], [0.1, 50], [0.2, 75], [0.35, 100]),
  },
  {
    key: 'growth',
    name: 'Growth of demand',
    definition: 'How much more the account bought than in the twelve months before, at constant exchange rates.',
    weight: 18,
    isSizeCriterion: false,
    source: { kind: 'measured', measure: 'growth_12m' },
    anchors: measuredAnchors([-0.25, 0], [0, 40], [0.1, 65], [0.3, 100]),
  },
  {
    key: 'wallet_headroom',
    name: 'Head-room in their wallet',
    definition: 'The part of their spending on things like ours that goes to others and could come to us.',
    weight: 16,
    isSizeCriterion: false,
    source: { kind: 'measured', measure: 'wallet_headroom_share' },
    anchors: measuredAnchors([0, 0], [0.25, 40], [0.5, 75], [0.8, 100]),
  },
  {
    key: 'product_breadth',
    name: 'Range of lines bought',
    definition:
      'How many of our product lines the account bought in twelve months: the wider, the harder to replace us.',
    weight: 12,
    isSizeCriterion: false,
    source: { kind: 'measured', measure: 'product_breadth' },
    anchors: measuredAnchors([1, 0], [5, 40], [10, 70], [20, 100]),
  },
]

const JUDGED: readonly Criterion[] = [
  {
    key: 'strategic_fit',
    name: 'Strategic fit',
    definition: 'Do their direction and ours meet: markets, technology, what each wants to be known for?',
    weight: 14,
    isSizeCriterion: false,
    source: { kind: 'judged' },
    anchors: judgedAnchors([
      'Their direction leads away from what we offer.',
      'We overlap by chance, in a few products.',
      'We fit their needs of today; nothing speaks for more.',
      'They invest where we are strong, and say so.',
      'Their plan needs what only a few suppliers, we among them, can do.',
    ]),
  },
  {
    key: 'access_to_deciders',
    name: 'Access to who decides',
    definition: 'Do the people who decide about spending like this talk with us, and do they come to us?',
    weight: 10,
    isSizeCriterion: false,
    source: { kind: 'judged' },
    anchors: judgedAnchors([
      'We know buyers only and reach nobody above them.',
      'We have met a decider once or twice, on our request.',
      'A decider sees us at least every half year.',
      'Several deciders know us and answer us directly.',
      'Their executives ask for our view before they decide.',
    ]),
  },
  {
    key: 'willing_to_plan',
    name: 'Willing to plan with us',
    definition: 'Would they share forecasts and goals and put their own people on a joint plan?',
    weight: 8,
    isSizeCriterion: false,
    source: { kind: 'judged' },
    anchors: judgedAnchors([
      'They buy by tender and keep suppliers at a distance.',
      'They listen to proposals but share nothing of their own.',
      'They share forecasts when asked.',
      'They have joined a joint project and kept their part.',
      'They ask for a plan over several years and name owners for it.',
    ]),
  },
]

/** Those of the starter criteria that tell how strong we are at the account; the others tell how attractive it is. */
export const STARTER_STRENGTH_CRITERIA: readonly string[] = ['product_breadth', 'access_to_deciders', 'willing_to_plan']

/**
 * Seven criteria to begin with, as a draft of version 1. None leans on size: large spend does not make an account worth
 * key status. Weights sum to 100. The four measured ones hold 68, the three judged ones 32. Our own choice, to be changed.
 */
export function starterCriteriaSet(id: string): CriteriaSet {
  return {
    id,
    version: 1,
    status: 'draft',
    criteria: [...MEASURED, ...JUDGED],
    gates: [],
    minimumConfidence: 0.3,
    publishReason: null,
  }
}
