import type { weightAnswers, weighting, weightSource } from '@mainstay/contract/program-weights'
import type { secondOpinions } from '@mainstay/contract/selection-second-opinions'
import type { z } from 'zod'

export type Weighting = z.infer<typeof weighting>
export type WeightSource = z.infer<typeof weightSource>
export type Answers = z.infer<typeof weightAnswers>
export type Method = Exclude<Answers['method'], 'aside'>
export type PointAnswers = Extract<Answers, { method: 'direct' | 'swing' }>
export type PairwiseAnswers = Extract<Answers, { method: 'pairwise' }>
/** Answers of one's own: whoever stands aside has none. */
export type OwnAnswers = PointAnswers | PairwiseAnswers
export type WeighedCriterion = Weighting['criteria'][number]
export type Group = NonNullable<Weighting['group']>
export type SecondOpinions = z.infer<typeof secondOpinions>
