/** The steps of adopting a key account program, in order; the eighth is the account plan. */
export const ADOPTION_STEPS = [
  'organizational_change',
  'high_level_support',
  'champion',
  'identify_accounts',
  'account_managers',
  'measures',
  'benchmark',
  'account_plans',
] as const
export type AdoptionStep = (typeof ADOPTION_STEPS)[number]

/** Where the steps come from, to be shown beside them; the levels and their limits are our own choice. */
export const ADOPTION_SOURCE =
  'Steps 1 to 7: Lynette Ryals, "How to Succeed at Key Account Management", HBR.org, 13 July 2012. Step 8 and all levels: our own.'

/**
 * Facts that the system itself knows, all as numbers; a named or written thing counts 1, else 0. Shares are fractions of
 * the key accounts (or of what the name says). "Last year" is the twelve months up to the day of the assessment.
 */
export const ADOPTION_FACTS = [
  'definitionInEffect',
  'functionsScoringLastYear',
  'councilMeetingsWithDecisionsLastYear',
  'shareOfScoresOutsideSales',
  'programSponsorNamed',
  'shareOfAccountsWithSponsor',
  'quartersWithSponsorActivityLastYear',
  'championNamed',
  'monthsWithChampionActivityLastYear',
  'criteriaPublished',
  'shareOfDecisionsWithReason',
  'shareOfAccountsScoredLastYear',
  'monthsSinceCriteriaReview',
  'functionsInCriteriaReview',
  'backTestsLastYear',
  'shareOfAccountsInByOverride',
  'shareOfAccountsWithManager',
  'shareOfManagersWithinLoad',
  'shareOfManagersTrainedInTwoYears',
  'shareOfAccountsWithContribution',
  'shareOfAccountsWithWallet',
  'monthsMeasuresWatchedLastYear',
  'shareOfAccountsFullyMeasuredMonthly',
  'programResultsLastYear',
  'matchedComparisonsLastYear',
  'decisionsFromResultsLastYear',
  'shareOfAccountsWithPlan',
  'shareOfPlansChangedLastQuarter',
  'shareOfPlanActionsDoneOnTime',
] as const
export type AdoptionFact = (typeof ADOPTION_FACTS)[number]

/** What a level asks of a fact. */
export interface AdoptionCondition {
  readonly fact: AdoptionFact
  readonly operator: 'at_least' | 'at_most'
  readonly value: number
}

/** What levels 1 to 4 of a step ask, each on top of the levels below it. */
export type AdoptionLadder = readonly [
  readonly AdoptionCondition[],
  readonly AdoptionCondition[],
  readonly AdoptionCondition[],
  readonly AdoptionCondition[],
]

function atLeast(fact: AdoptionFact, value: number): AdoptionCondition {
  return { fact, operator: 'at_least', value }
}

function atMost(fact: AdoptionFact, value: number): AdoptionCondition {
  return { fact, operator: 'at_most', value }
}

/**
 * The ladder of every step. The first level asks that a thing exists, the higher ones that it is used: filled-in forms
 * do not make a program work, people taking part do (Workman, Homburg and Jensen 2003).
 */
export const ADOPTION_LADDERS: Readonly<Record<AdoptionStep, AdoptionLadder>> = {
  organizational_change: [
    [atLeast('definitionInEffect', 1)],
    [atLeast('functionsScoringLastYear', 3)],
    [atLeast('councilMeetingsWithDecisionsLastYear', 2)],
    [atLeast('councilMeetingsWithDecisionsLastYear', 4), atLeast('shareOfScoresOutsideSales', 0.4)],
  ],
  high_level_support: [
    [atLeast('programSponsorNamed', 1)],
    [atLeast('shareOfAccountsWithSponsor', 0.5)],
    [atLeast('quartersWithSponsorActivityLastYear', 2)],
    [atLeast('shareOfAccountsWithSponsor', 0.9), atLeast('quartersWithSponsorActivityLastYear', 4)],
  ],
  champion: [
    [atLeast('championNamed', 1)],
    [atLeast('monthsWithChampionActivityLastYear', 3)],
    [atLeast('monthsWithChampionActivityLastYear', 6)],
    [atLeast('monthsWithChampionActivityLastYear', 10)],
  ],
  identify_accounts: [
    [atLeast('criteriaPublished', 1)],
    [atLeast('shareOfDecisionsWithReason', 0.9), atLeast('shareOfAccountsScoredLastYear', 0.8)],
    [atMost('monthsSinceCriteriaReview', 12), atLeast('functionsInCriteriaReview', 3)],
    [atLeast('backTestsLastYear', 1), atMost('shareOfAccountsInByOverride', 0.1)],
  ],
  account_managers: [
    [atLeast('shareOfAccountsWithManager', 0.5)],
    [atLeast('shareOfAccountsWithManager', 0.9)],
    [atLeast('shareOfManagersWithinLoad', 0.9)],
    [atLeast('shareOfManagersTrainedInTwoYears', 0.8)],
  ],
  measures: [
    [atLeast('shareOfAccountsWithContribution', 0.5)],
    [atLeast('shareOfAccountsWithContribution', 0.9), atLeast('monthsMeasuresWatchedLastYear', 3)],
    [atLeast('shareOfAccountsWithWallet', 0.5), atLeast('monthsMeasuresWatchedLastYear', 6)],
    [atLeast('shareOfAccountsFullyMeasuredMonthly', 0.9), atLeast('monthsMeasuresWatchedLastYear', 10)],
  ],
  benchmark: [
    [atLeast('programResultsLastYear', 1)],
    [atLeast('matchedComparisonsLastYear', 1)],
    [atLeast('decisionsFromResultsLastYear', 1)],
    [atLeast('matchedComparisonsLastYear', 2), atLeast('decisionsFromResultsLastYear', 3)],
  ],
  account_plans: [
    [atLeast('shareOfAccountsWithPlan', 0.5)],
    [atLeast('shareOfAccountsWithPlan', 0.9)],
    [atLeast('shareOfPlansChangedLastQuarter', 0.8)],
    [atLeast('shareOfPlanActionsDoneOnTime', 0.7)],
  ],
}
