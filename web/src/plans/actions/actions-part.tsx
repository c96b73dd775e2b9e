import { PageStack } from '../../kit/layout/page.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import type { PartProps } from '../part-props.ts'
import { ActionList } from './action-list.tsx'
import { useActions } from './api/action-queries.ts'
import { ReportPanel } from './report-panel.tsx'

/** The attack plan: who does what until when, and how it stands. */
export function ActionsPart(props: PartProps) {
  const actions = useActions(props.plan.id)
  return (
    <QueryGate query={actions}>
      {(part) => (
        <PageStack>
          <ReportPanel title={props.plan.title} report={part.report} />
          <ActionList {...props} actions={part.actions} />
        </PageStack>
      )}
    </QueryGate>
  )
}
