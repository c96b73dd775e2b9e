import { Button } from '@mantine/core'
import IconTableImport from '@tabler/icons-react/dist/esm/icons/IconTableImport.mjs'
import { type Access, inWorkspace } from '../client/index.ts'
import { showFailure, showNotice } from '../kit/feedback/undo-toast.tsx'
import { useGoTo } from '../kit/routing/app-link.tsx'
import { StateEmpty } from '../kit/states/states.tsx'
import { paths } from '../paths.ts'
import { useLoadSample } from './api/load-sample.ts'
import classes from './portfolio.module.css'
import { text } from './text.ts'

const words = text.empty

/** Before the first import: the two ways to begin. */
export function EmptyPortfolio({ access, isComputing }: { access: Access; isComputing: boolean }) {
  const sample = useLoadSample()
  const goTo = useGoTo()
  if (isComputing) return <StateEmpty title={words.computing} sentence={words.computingSentence} />
  const mayImport = access.may('ledger:import')
  const start = () =>
    sample.mutate(inWorkspace({}), {
      onError: (error) => showFailure(error),
      onSuccess: (run) => {
        showNotice(words.sampleStarted)
        goTo(paths.importRun(run.id))
      },
    })
  return (
    <StateEmpty
      title={words.title}
      icon={<IconTableImport size={22} stroke={1.5} />}
      sentence={mayImport ? words.sentence : `${words.sentence} ${words.mayNot}`}
      action={
        mayImport ? (
          <div className={classes.picked}>
            <Button variant="filled" onClick={() => goTo(paths.importData())}>
              {words.import}
            </Button>
            <Button loading={sample.isPending} onClick={start}>
              {words.sample}
            </Button>
          </div>
        ) : null
      }
    />
  )
}
