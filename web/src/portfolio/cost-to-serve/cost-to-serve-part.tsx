import { useQuery } from '@tanstack/react-query'
import { useAccess } from '../../client/index.ts'
import { costToServeOptions } from '../../economics/index.ts'
import { PageColumns, PageStack } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty, StateRefused } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import type { PortfolioState } from '../state.ts'
import { CostlyAccounts } from './costly-accounts.tsx'
import { CoverageFacts } from './coverage-facts.tsx'
import { PoolsChart } from './pools-chart.tsx'
import { ServiceActivities } from './service-activities.tsx'
import { text } from './text.ts'

/** What serving the whole book takes: which capacity found an account, which lay idle, and who takes most of it. */
export function CostToServePart({ state }: { state: PortfolioState }) {
  const { isKnown, seesMargins } = useAccess()
  const service = useQuery({ ...costToServeOptions(state), enabled: isKnown && seesMargins })
  if (isKnown && !seesMargins) return <StateRefused sentence={text.refused} />
  return (
    <QueryGate query={service} loading="chart">
      {(answer) =>
        answer.pools.length === 0 && answer.activities.length === 0 ? (
          <Panel>
            <StateEmpty
              title={text.emptyTitle}
              sentence={text.emptySentence}
              action={<AppLink href={paths.importData()}>{text.emptyAction}</AppLink>}
            />
          </Panel>
        ) : (
          <PageColumns template="1.3fr 1fr">
            <PageStack>
              <PoolsChart service={answer} />
              <CostlyAccounts state={state} />
            </PageStack>
            <PageStack>
              <CoverageFacts service={answer} />
              <ServiceActivities service={answer} />
            </PageStack>
          </PageColumns>
        )
      }
    </QueryGate>
  )
}
