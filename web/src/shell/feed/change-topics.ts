/** Parts of the API whose answers can grow old. */
export type ApiPart =
  | 'session'
  | 'workspace'
  | 'accounts'
  | 'ledger'
  | 'economics'
  | 'program'
  | 'selection'
  | 'plans'
  /** Who has a plan open: comes and goes often, and moves nothing else. */
  | 'presence'
  /** Notes that are shown, and notes that somebody is just writing in. */
  | 'texts'
  | 'text-updates'
  | 'portfolio'

const FIGURES: readonly ApiPart[] = ['accounts', 'ledger', 'economics', 'selection', 'portfolio']

const STALE_AFTER: Readonly<Record<string, readonly ApiPart[]>> = {
  // The ledger tells the navigation how many accounts somebody sees.
  accounts: ['accounts', 'ledger', 'economics', 'selection', 'portfolio'],
  // Steps of an import on its way touch only the import itself.
  ledger: ['ledger'],
  economics: FIGURES,
  program: ['program', 'selection', 'accounts', 'portfolio'],
  selection: ['selection', 'accounts', 'portfolio'],
  plans: ['plans'],
  workspace: ['workspace', 'session'],
  session: ['session', 'workspace'],
}

/** Topics that reach further than the rest of their part. */
const STALE_AFTER_TOPIC: Readonly<Record<string, readonly ApiPart[]>> = {
  'ledger.changed': FIGURES,
  'ledger.undo': FIGURES,
  // Whoever got a duty at an account is told among the notices of plans.
  'accounts.team': [...FIGURES, 'plans'],
  // A long question moves nothing; whoever waits for its answer looks by themselves.
  'selection.run': [],
  'selection.run-cancelled': [],
  // Hundreds of answers an hour that nobody may see yet: the lead's page looks at the counts by itself.
  'selection.round-scored': [],
  // Nobody else may see weights before they are given, and given ones move only the weights of a draft.
  'program.weighing': [],
  'program.weighed': ['program'],
  'program.weights': ['program', 'selection'],
  'plans.presence': ['presence'],
  // Somebody types: nothing else of the plan has changed.
  'plans.text-written': ['texts', 'text-updates'],
  // What somebody wants to hear is nobody else's.
  'plans.stance': [],
  'program.weights-undone': ['program', 'selection'],
}

/** Steps of a scoring round move no figures until it is taken over, which is told as judgements. */
const ROUND_STEP = 'selection.round-'

/** What must be asked again after a change of this topic ("selection.decide"). Unknown topics touch nothing. */
export function staleAfter(topic: string): readonly ApiPart[] {
  if (topic in STALE_AFTER_TOPIC) return STALE_AFTER_TOPIC[topic] ?? []
  if (topic.startsWith(ROUND_STEP)) return ['selection']
  return STALE_AFTER[topic.split('.')[0] ?? ''] ?? []
}

/** Whether a change of this topic moves figures on the screen, and so deserves a word. */
export function movesFigures(topic: string): boolean {
  const parts = staleAfter(topic)
  return parts.includes('portfolio')
}
