import { Button } from '@mantine/core'
import { useAccess } from '../../client/index.ts'
import { toProblem } from '../../kit/api/api-error.ts'
import { Page } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { AppLink, useGoTo } from '../../kit/routing/app-link.tsx'
import { ProgressBlock } from '../../kit/states/progress-block.tsx'
import { StateRefused } from '../../kit/states/states.tsx'
import { DropZone, useBringFiles } from '../../ledger/index.ts'
import { paths } from '../../paths.ts'
import classes from './entry.module.css'
import { Refusal } from './entry-card.tsx'
import { text } from './text.ts'
import { useSample } from './use-sample.ts'

function OwnData() {
  const { bring } = useBringFiles()
  return (
    <div className={classes.door}>
      <DropZone size="large" onFiles={bring} />
    </div>
  )
}

function SampleCompany() {
  const goTo = useGoTo()
  const { step, refusal, error, progress, start } = useSample(() => goTo(paths.portfolio()))
  const isRunning = step === 'loading' || step === 'computing' || step === 'done'
  return (
    <div className={classes.door}>
      <p>{text.sampleSentence}</p>
      {step === 'failed' ? (
        <Refusal>
          {text.sampleFailed}. {refusal ?? toProblem(error).detail}
        </Refusal>
      ) : null}
      {isRunning ? (
        <div className={classes.section}>
          <ProgressBlock
            label={step === 'loading' ? text.sampleProgress : text.sampleComputing}
            done={progress?.rows ?? 0}
            total={null}
            unit={text.sampleUnit}
            ratePerSecond={progress?.rowsPerSecond}
            secondsLeft={progress?.secondsLeft}
          />
        </div>
      ) : (
        <Button variant="filled" className={classes.doorButton} onClick={start}>
          {step === 'failed' ? text.tryAgain : text.sampleAction}
        </Button>
      )}
    </div>
  )
}

/** A workspace with nothing in it: the two ways to fill it. */
export function WelcomePage() {
  const { workspace, may } = useAccess()
  return (
    <Page title={text.welcomeTitle} topBar={<TopBar title={text.welcomeTitle} />}>
      <p>{workspace ? text.welcomeLead(workspace.name) : null}</p>
      {workspace && !may('ledger:import') ? (
        <StateRefused
          sentence={text.mayNotImport}
          action={<AppLink href={paths.portfolio()}>{text.toPortfolio}</AppLink>}
        />
      ) : (
        <div className={classes.doors}>
          <Panel title={text.sampleTitle}>
            <SampleCompany />
          </Panel>
          <Panel title={text.dropTitle}>
            <OwnData />
          </Panel>
        </div>
      )}
    </Page>
  )
}
