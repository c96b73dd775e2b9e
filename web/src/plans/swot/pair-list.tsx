import { TOWS_STRATEGIES } from '@mainstay/domain/plans'
import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import type { PlanHeader } from '../api.ts'
import { type PairFilter, useTowsPairs } from './api/swot-queries.ts'
import { PairCard } from './pair-card.tsx'
import classes from './swot.module.css'
import { text } from './text.ts'
import type { SwotViewpoint, TowsStrategy } from './types.ts'

const words = text.pairs
const FIRST = 50
const MOST = 200
const ALL = 'all'

const EMPTY: Readonly<Record<PairFilter['state'], { readonly title: string; readonly sentence: string }>> = {
  open: { title: words.emptyOpen, sentence: words.emptyOpenSentence },
  chosen: { title: words.emptyChosen, sentence: words.emptyChosenSentence },
  dismissed: { title: words.emptyDismissed, sentence: words.emptyDismissedSentence },
}

export interface PairListProps {
  readonly plan: PlanHeader
  readonly viewpoint: SwotViewpoint
  readonly mayWrite: boolean
}

/** Pairs of a viewpoint, the most promising first: those that wait, those taken up, those set aside. */
export function PairList({ plan, viewpoint, mayWrite }: PairListProps) {
  const locale = useLocale()
  const [strategy, setStrategy] = useState<TowsStrategy | undefined>(undefined)
  const [state, setState] = useState<PairFilter['state']>('open')
  const [limit, setLimit] = useState(FIRST)
  const pairs = useTowsPairs(plan.id, { viewpoint, strategy, state, limit })
  const write = (count: number) => formatNumber(count, { locale })
  return (
    <Panel
      title={text.views.pairs}
      subtitle={pairs.data ? words.count(write(pairs.data.rows.length), write(pairs.data.total)) : undefined}
    >
      <p className={classes.muted}>{words.lead[viewpoint]}</p>
      <div className={classes.filters}>
        <SegmentedControl
          size="xs"
          aria-label={words.stateLabel}
          data={Object.entries(words.states).map(([value, label]) => ({ value, label }))}
          value={state}
          onChange={(chosen) => setState(chosen as PairFilter['state'])}
        />
        <SegmentedControl
          size="xs"
          aria-label={words.strategyLabel}
          data={[{ value: ALL, label: words.all }, ...TOWS_STRATEGIES.map((value) => ({ value, label: value }))]}
          value={strategy ?? ALL}
          onChange={(chosen) => setStrategy(TOWS_STRATEGIES.find((one) => one === chosen))}
        />
      </div>
      <QueryGate query={pairs}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <StateEmpty {...EMPTY[state]} />
          ) : (
            <>
              <ul className={classes.list} aria-label={words.list}>
                {rows.map((pair) => (
                  <PairCard key={pair.id} plan={plan} pair={pair} mayWrite={mayWrite} />
                ))}
              </ul>
              {rows.length < total && limit < MOST ? (
                <Button loading={pairs.isPlaceholderData} onClick={() => setLimit(MOST)}>
                  {words.more}
                </Button>
              ) : null}
            </>
          )
        }
      </QueryGate>
    </Panel>
  )
}
