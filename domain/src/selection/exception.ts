import { OUT_OF_PROGRAM } from '../program/index.ts'

/**
 * Does a decision do what the scores propose? True when the tier decided (or out) is the one proposed for the account on
 * that day (null: out). Anything else is an exception, also a lower tier than the scores propose.
 */
export function followsScores(tier: string, proposedTier: string | null): boolean {
  return tier === (proposedTier ?? OUT_OF_PROGRAM)
}

/** A decision against the scores, the house's rule about those, and how many others could answer an override. */
export interface ExceptionQuestion {
  readonly followsScores: boolean
  readonly needsSecondPerson: boolean
  readonly otherDeciders: number
}

/**
 * Must this be asked for as an override instead of being decided by one person? Yes when it goes against the scores, the
 * house wants a second person for that, and there is one who may decide about the account. A lone decider may decide;
 * the decision stays marked.
 */
export function mustAskForOverride({ followsScores, needsSecondPerson, otherDeciders }: ExceptionQuestion): boolean {
  return !followsScores && needsSecondPerson && otherDeciders > 0
}
