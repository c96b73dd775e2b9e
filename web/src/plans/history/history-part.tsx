import { useEffect, useRef, useState } from 'react'
import { PageStack } from '../../kit/layout/page.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import type { PartProps } from '../part-props.ts'
import { type HistoryPart as History, useHistory } from './api/history-queries.ts'
import { ApprovalPanel } from './approval-panel.tsx'
import { ChangesPanel } from './changes-panel.tsx'
import { type ComparedMoments, ComparisonPanel } from './comparison-panel.tsx'
import { usualBeginning } from './local-moment.ts'
import { NOW } from './moment-picker.tsx'
import { SnapshotsPanel } from './snapshots-panel.tsx'

/** Who approved the plan, what it was at which moment, and what changed since. */
export function HistoryPart({ plan, access, mayWrite }: PartProps) {
  const history = useHistory(plan.id)
  return (
    <QueryGate query={history}>
      {(found) => (
        <Moments
          planId={plan.id}
          history={found}
          mayWrite={mayWrite}
          maySubmit={mayWrite && access.may('plans:manage')}
        />
      )}
    </QueryGate>
  )
}

interface MomentsProps {
  readonly planId: string
  readonly history: History
  readonly mayWrite: boolean
  readonly maySubmit: boolean
}

function Moments({ planId, history, mayWrite, maySubmit }: MomentsProps) {
  const { approvals, snapshots, turns, knownSince } = history
  const [chosen, setChosen] = useState<ComparedMoments | null>(null)
  const comparison = useRef<HTMLDivElement>(null)
  const [asked, setAsked] = useState(0)
  const latest = snapshots[0]
  const [openedAt] = useState(() => Date.now())
  const beginning = latest?.id ?? (knownSince === null ? null : usualBeginning(knownSince, openedAt))
  const moments = chosen ?? (beginning === null ? null : { from: beginning, to: NOW })
  const compare = (from: string) => {
    setChosen({ from, to: NOW })
    setAsked((count) => count + 1)
  }
  useEffect(() => {
    if (asked > 0) comparison.current?.focus()
  }, [asked])
  return (
    <PageStack>
      <ApprovalPanel planId={planId} approvals={approvals} maySubmit={maySubmit} onCompare={compare} />
      {moments ? (
        <div ref={comparison} tabIndex={-1}>
          <ComparisonPanel
            planId={planId}
            snapshots={snapshots}
            turns={turns}
            knownSince={knownSince}
            moments={moments}
            onChange={setChosen}
          />
        </div>
      ) : null}
      <ChangesPanel planId={planId} knownSince={knownSince} onCompare={compare} />
      <SnapshotsPanel planId={planId} snapshots={snapshots} mayWrite={mayWrite} onCompare={compare} />
    </PageStack>
  )
}
