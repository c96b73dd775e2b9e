/** Parts of the API whose answers can grow old. */
export type ApiPart =
  | 'session'
  | 'workspace'
  | 'accounts'
  | 'ledger'
  | 'economics'
  | 'program'
  | 'selection'
  | 'portfolio'

const FIGURES: readonly ApiPart[] = ['accounts', 'ledger', 'economics', 'selection', 'portfolio']

const STALE_AFTER: Readonly<Record<string, readonly ApiPart[]>> = {
  accounts: ['accounts', 'economics', 'selection', 'portfolio'],
  // Steps of an import on its way touch only the import itself.
  ledger: ['ledger'],
  economics: FIGURES,
  program: ['program', 'selection', 'accounts', 'portfolio'],
  selection: ['selection', 'accounts', 'portfolio'],
  workspace: ['workspace', 'session'],
  session: ['session', 'workspace'],
}

/** Topics that reach further than the rest of their part. */
const STALE_AFTER_TOPIC: Readonly<Record<string, readonly ApiPart[]>> = {
  'ledger.changed': FIGURES,
  'ledger.undo': FIGURES,
}

/** What must be asked again after a change of this topic ("selection.decide"). Unknown topics touch nothing. */
export function staleAfter(topic: string): readonly ApiPart[] {
  return STALE_AFTER_TOPIC[topic] ?? STALE_AFTER[topic.split('.')[0] ?? ''] ?? []
}

/** Whether a change of this topic moves figures on the screen, and so deserves a word. */
export function movesFigures(topic: string): boolean {
  const parts = staleAfter(topic)
  return parts.includes('portfolio')
}
