import { useCallback, useEffect, useRef, useState } from 'react'
import { client, inWorkspace } from '../../client/index.ts'
import { toProblem } from '../../kit/api/api-error.ts'
import { answersFor, noAnswers } from './answers.ts'
import { saveOwnWeights, useRefreshWeighting } from './api/weighting.ts'
import type { Answers, Method, OwnAnswers, Weighting } from './types.ts'

const PAUSE_MILLISECONDS = 1_200
const STALE = 412

export type KeepState =
  | { readonly kind: 'kept' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'keeping' }
  | { readonly kind: 'giving' }
  /** Given before and changed since: nothing is sent until it is given again. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'conflict'; readonly theirs: Weighting }

export interface OwnWeightsEditor {
  readonly answers: OwnAnswers
  readonly isGiven: boolean
  /** Leads the weighing and has no weights. */
  readonly isAside: boolean
  readonly state: KeepState
  readonly change: (answers: OwnAnswers) => void
  readonly choose: (method: Method) => void
  readonly give: () => Promise<void>
  readonly standAside: () => Promise<void>
  readonly weighAfterAll: () => void
  /** Leaves changes that were not given again. */
  readonly revert: () => void
  readonly retry: () => void
  readonly keepThese: () => void
  readonly takeOther: () => void
}

/** Where one stands by what the server knows. */
function standingBy({ criteria, own }: Weighting) {
  const keys = criteria.map(({ key }) => key)
  const state: KeepState = { kind: own?.isOutdated ? 'changed' : 'kept' }
  return {
    answers: (own && answersFor(keys, own.answers)) ?? noAnswers('direct'),
    isGiven: own?.isGiven ?? false,
    isAside: own?.answers.method === 'aside',
    version: own?.version ?? 0,
    state,
  }
}

/** Another window of one's own was faster: its answers are asked for, to be laid beside these. */
async function stateAfter(error: unknown, id: string): Promise<KeepState> {
  const isStale = toProblem(error).status === STALE
  const theirs = isStale ? await client.program.readWeighting(inWorkspace({ id })).catch(() => null) : null
  return theirs ? { kind: 'conflict', theirs } : { kind: 'failed', error }
}

/**
 * One's own weights under one's hands. Until they are given they are kept by themselves after a pause; afterwards a change
 * is one's own until it is given again, so that nobody's group moves while one is still thinking.
 */
export function useOwnWeights(weighting: Weighting): OwnWeightsEditor {
  const id = weighting.criteriaSet.id
  const refresh = useRefreshWeighting()
  const [start] = useState(() => standingBy(weighting))
  const [answers, setAnswers] = useState<OwnAnswers>(start.answers)
  const [isGiven, setGiven] = useState(start.isGiven)
  const [isAside, setAside] = useState(start.isAside)
  const [state, setState] = useState(start.state)
  const latest = useRef<OwnAnswers>(start.answers)
  const version = useRef(start.version)
  const timer = useRef<number | undefined>(undefined)
  const line = useRef<Promise<void>>(Promise.resolve())
  const others = useRef(new Map<Method, OwnAnswers>())

  const send = useCallback(
    async (wanted: Answers, giving: boolean) => {
      setState({ kind: giving ? 'giving' : 'keeping' })
      try {
        const answer = await saveOwnWeights({ id, version: version.current, answers: wanted, isGiven: giving })
        version.current = answer.version
        setGiven(answer.isGiven)
        setAside(wanted.method === 'aside')
        // What was changed while this was on its way is kept next.
        setState({ kind: timer.current === undefined ? 'kept' : 'waiting' })
        if (giving) await refresh()
      } catch (error) {
        setState(await stateAfter(error, id))
      }
    },
    [id, refresh],
  )

  // One after the other, so that each knows the version the one before made.
  const queue = useCallback(
    (wanted: () => Answers, giving: boolean) => {
      window.clearTimeout(timer.current)
      timer.current = undefined
      line.current = line.current.then(() => send(wanted(), giving))
      return line.current
    },
    [send],
  )

  const keepSoon = () => {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => void queue(() => latest.current, false), PAUSE_MILLISECONDS)
  }

  const change = (next: OwnAnswers) => {
    latest.current = next
    setAnswers(next)
    if (state.kind === 'conflict') return
    setState({ kind: isGiven ? 'changed' : 'waiting' })
    if (!isGiven) keepSoon()
  }

  // What was answered in the last moment before the page is left is kept at once.
  useEffect(
    () => () => {
      if (timer.current !== undefined) void queue(() => latest.current, false)
    },
    [queue],
  )

  const adopt = (theirs: Weighting) => {
    const there = standingBy(theirs)
    version.current = there.version
    latest.current = there.answers
    setAnswers(there.answers)
    setGiven(there.isGiven)
    setAside(there.isAside)
    setState(there.state)
  }

  return {
    answers,
    isGiven,
    isAside,
    state,
    change,
    choose: (method) => {
      others.current.set(answers.method, answers)
      change(others.current.get(method) ?? noAnswers(method))
    },
    give: () => queue(() => latest.current, true),
    standAside: () => queue(() => ({ method: 'aside' }), true),
    weighAfterAll: () => {
      setAside(false)
      setState({ kind: 'changed' })
    },
    revert: () => adopt(weighting),
    retry: () => void queue(() => latest.current, isGiven),
    keepThese: () => {
      if (state.kind !== 'conflict') return
      const there = standingBy(state.theirs)
      version.current = there.version
      setGiven(there.isGiven)
      if (there.isGiven) setState({ kind: 'changed' })
      else void queue(() => latest.current, false)
    },
    takeOther: () => {
      if (state.kind === 'conflict') adopt(state.theirs)
    },
  }
}
