import { useMutation } from '@tanstack/react-query'
import { client, inWorkspace } from '../../client/index.ts'
import { type CriteriaSet, saveCriteria, useRefreshCriteria, withWeights } from '../../program/index.ts'
import { text } from '../text.ts'
import type { Weights } from '../weights-text.ts'

export interface SaveWeightsRequest {
  readonly set: CriteriaSet
  readonly weights: Weights
}

/** Puts the weights into the draft itself, or into a new draft made from a version that no longer changes. */
async function saveWeights({ set, weights }: SaveWeightsRequest): Promise<CriteriaSet> {
  const draft =
    set.status === 'draft'
      ? set
      : await client.program.draftCriteriaSet(inWorkspace({ name: text.weights.draftName(set.name), from: set.id }))
  return saveCriteria({
    id: draft.id,
    version: draft.version,
    name: draft.name,
    definition: withWeights(draft.definition, weights),
  })
}

export function useSaveWeights() {
  const refresh = useRefreshCriteria()
  return useMutation({ mutationFn: saveWeights, onSettled: () => void refresh() })
}
