import { useDebouncedValue, useThrottledValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { parseWeights, type Weights, writeWeights } from './weights-text.ts'

const ASK_EVERY_MILLISECONDS = 90
const REST_MILLISECONDS = 350
const KEEP_AFTER_MILLISECONDS = 500

export interface WeightsState {
  /** What the sliders show; undefined while the weights of the criteria stand. */
  readonly shown: Weights | undefined
  /** The same, at the pace at which the server is asked. */
  readonly asked: Weights | undefined
  /** True while the slider moves and shortly after. */
  readonly isMoving: boolean
  readonly setWeights: (weights: Weights | undefined) => void
}

/** The reader's own weights: at once on the sliders, soon at the server, and in the address once they rest. */
export function useWeights(written: string, onRest: (written: string) => void): WeightsState {
  const [shown, setWeights] = useState<Weights | undefined>(() => parseWeights(written))
  const asked = useThrottledValue(shown, ASK_EVERY_MILLISECONDS)
  const [rested] = useDebouncedValue(shown, REST_MILLISECONDS)
  const text = writeWeights(shown)
  useEffect(() => {
    if (text === written) return
    const timer = window.setTimeout(() => onRest(text), KEEP_AFTER_MILLISECONDS)
    return () => window.clearTimeout(timer)
  }, [text, written, onRest])
  return { shown, asked, isMoving: asked !== rested || shown !== rested, setWeights }
}
