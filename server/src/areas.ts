/** The areas in their order. An area may use those before it, and only through their index.ts; the checks read this list. */
export const AREAS = ['accounts', 'ledger', 'economics', 'program', 'selection', 'portfolio'] as const
