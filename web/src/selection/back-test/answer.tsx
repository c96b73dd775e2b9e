import { SegmentedControl } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api, useAccess } from '../../client/index.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { ProgressBlock } from '../../kit/states/progress-block.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty, StateLoading } from '../../kit/states/states.tsx'
import { AccountsPanel } from './accounts-panel.tsx'
import { CaveatsPanel, FindingPanel } from './answer-facts.tsx'
import { isUnderWay, useBackTest, useBackTestRun, useStopBackTest } from './api/back-tests.ts'
import classes from './back-test.module.css'
import { ComparisonPanel } from './comparison-panel.tsx'
import { StrengthPanel } from './strength-panel.tsx'
import { text } from './text.ts'
import type { BackTestAnswer, BackTestGroup, SelectionRun } from './types.ts'

const PERCENT = 100

/** How far it is; whoever asked, or decides, can stop it. */
function RunProgress({ run }: { run: SelectionRun }) {
  const stop = useStopBackTest()
  const mayDecide = useAccess().may('selection:decide')
  const step = run.status === 'queued' ? text.progress.waiting : (text.progress.steps[run.step] ?? text.progress.label)
  return (
    <Panel>
      <ProgressBlock
        label={step}
        done={Math.round(run.progress * PERCENT)}
        total={PERCENT}
        unit={text.progress.percent}
        onCancel={run.isOwn || mayDecide ? () => stop.mutate(run.id) : undefined}
      />
    </Panel>
  )
}

/** A question on its way, or the way it ended. */
export function RunView({ runId, children }: { readonly runId: string; readonly children: () => React.ReactNode }) {
  const query = useBackTestRun(runId)
  const queryClient = useQueryClient()
  const status = query.data?.status
  const before = useRef(status)
  useEffect(() => {
    if (before.current !== undefined && before.current !== status) {
      void queryClient.invalidateQueries({ queryKey: api.selection.listBackTests.key() })
    }
    before.current = status
  }, [status, queryClient])
  return (
    <QueryGate query={query} loading="chart">
      {(run) => {
        if (isUnderWay(run)) return <RunProgress run={run} />
        if (run.status === 'failed') return <StateEmpty title={text.progress.failed} sentence={run.failure?.message} />
        if (run.status === 'cancelled') {
          return <StateEmpty title={text.progress.cancelled} sentence={text.progress.cancelledSentence} />
        }
        return children()
      }}
    </QueryGate>
  )
}

function SideBySide({ answer }: { answer: BackTestAnswer }) {
  const locale = useLocale()
  const [one, other] = answer.tests
  if (!answer.sideBySide || !one || !other) return null
  const { verdict, shared } = answer.sideBySide
  const name = ({ criteriaSet }: typeof one) => text.answer.setNumber(criteriaSet)
  return (
    <Panel title={text.sideBySide.title}>
      <p className={classes.finding}>{text.sideBySide[verdict](name(one), name(other))}</p>
      <p className={classes.sentence}>{text.sideBySide.shared(formatNumber(shared, { locale }))}</p>
    </Panel>
  )
}

export interface AnswerProps {
  readonly runId: string
  readonly set: number
  readonly group: BackTestGroup
  readonly onSet: (set: number) => void
  readonly onGroup: (group: BackTestGroup) => void
}

/** What a back-test found: the sentence first, then what it rests on. */
export function Answer({ runId, set, group, onSet, onGroup }: AnswerProps) {
  const query = useBackTest(runId)
  return (
    <QueryGate query={query} loading="chart">
      {(answer) => {
        const test = answer.tests[set - 1] ?? answer.tests[0]
        if (!test) return <StateLoading />
        return (
          <div className={classes.stack}>
            <SideBySide answer={answer} />
            {answer.tests.length > 1 ? (
              <SegmentedControl
                size="xs"
                className={classes.groups ?? ''}
                aria-label={text.sideBySide.set}
                value={String(set)}
                onChange={(value) => onSet(Number(value))}
                data={answer.tests.map(({ criteriaSet }, index) => ({
                  value: String(index + 1),
                  label: text.answer.setNumber(criteriaSet),
                }))}
              />
            ) : null}
            <FindingPanel answer={answer} test={test} />
            {test.comparisons.length > 0 ? <ComparisonPanel answer={answer} test={test} /> : null}
            <StrengthPanel test={test} />
            {test.comparisons.length > 0 ? (
              <AccountsPanel id={runId} set={set} group={group} onGroup={onGroup} />
            ) : null}
            <CaveatsPanel answer={answer} test={test} />
          </div>
        )
      }}
    </QueryGate>
  )
}
