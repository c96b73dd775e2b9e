import { Button } from '@mantine/core'
import { Page, PageColumns } from '../layout/page.tsx'
import { Panel } from '../layout/panel.tsx'
import { TopBar } from '../layout/top-bar.tsx'
import { ProgressBlock } from '../states/progress-block.tsx'
import { StateEmpty, StateFailed, StateLoading, StateRefused } from '../states/states.tsx'

export function StatesPage() {
  return (
    <Page title="States" topBar={<TopBar title="States" note="each with its next step" />}>
      <PageColumns template="1fr 1fr">
        <Panel title="Empty">
          <StateEmpty
            title="No accounts yet"
            sentence="Import your customers and invoice lines, or look around with the sample company."
            action={
              <>
                <Button variant="filled">Import files</Button>
                <Button>Start with the sample company</Button>
              </>
            }
          />
        </Panel>
        <Panel title="Failed">
          <StateFailed
            error={{
              status: 503,
              code: 'busy',
              detail: 'The server is busy. Try again in a moment.',
              requestId: 'req-4f2a',
            }}
            onRetry={() => {}}
          />
        </Panel>
        <Panel title="Refused">
          <StateRefused sentence="Margins and costs are a separate permission. An owner of the workspace can grant it." />
        </Panel>
        <Panel title="Loading">
          <StateLoading lines={6} />
        </Panel>
        <Panel title="Long work">
          <ProgressBlock
            label="Reading invoice lines"
            done={412_300}
            total={1_000_000}
            unit="lines"
            ratePerSecond={128_400}
            secondsLeft={5}
            onCancel={() => {}}
          />
        </Panel>
        <Panel title="Work without a known end">
          <ProgressBlock label="Looking through the folder" done={12} total={null} unit="files" onCancel={() => {}} />
        </Panel>
      </PageColumns>
    </Page>
  )
}
