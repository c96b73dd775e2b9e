import { Button } from '@mantine/core'
import { useAccess } from '../client/index.ts'
import { showFailure } from '../kit/feedback/undo-toast.tsx'
import { formatDate } from '../kit/format/date.ts'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { Page } from '../kit/layout/page.tsx'
import { TopBar } from '../kit/layout/top-bar.tsx'
import { AppLink, useGoTo } from '../kit/routing/app-link.tsx'
import { StateRefused } from '../kit/states/states.tsx'
import { paths } from '../paths.ts'
import { useLoadSample } from './api/import-changes.ts'
import { useLedgerState } from './api/import-queries.ts'
import { DropZone } from './drop-zone.tsx'
import { ImportList } from './import-list.tsx'
import classes from './ledger.module.css'
import { StorageNote } from './storage-note.tsx'
import { text } from './text.ts'
import type { LedgerState } from './types.ts'
import { useBringFiles } from './use-bring-files.ts'

function gapsOf(state: LedgerState): string[] {
  return [
    state.hasCosts ? null : text.page.noCosts,
    state.hasCostToServe ? null : text.page.noCostToServe,
    state.hasWallets ? null : text.page.noWallets,
  ].filter((gap) => gap !== null)
}

/** What the ledger holds, and what cannot be computed for want of data. */
function LedgerNote({ state }: { state: LedgerState }) {
  const locale = useLocale()
  if (state.lines === 0 || state.firstDate === null || state.lastDate === null) {
    return <p className={classes.muted}>{text.page.emptyLedger}</p>
  }
  const write = (count: number) => formatNumber(count, { locale })
  return (
    <p className={classes.muted}>
      {text.page.ledger(
        write(state.lines),
        write(state.accounts),
        formatDate(state.firstDate, locale),
        formatDate(state.lastDate, locale),
      )}{' '}
      {state.isComputing ? text.page.computing : gapsOf(state).join(' ')}{' '}
      <AppLink className={classes.link} href={paths.portfolio()}>
        {text.page.openPortfolio}
      </AppLink>
    </p>
  )
}

function SampleButton() {
  const sample = useLoadSample()
  const goTo = useGoTo()
  const load = () =>
    sample.mutate(undefined, {
      onSuccess: (detail) => goTo(paths.importRun(detail.id)),
      onError: (error) => showFailure(error),
    })
  return (
    <Button loading={sample.isPending} title={text.drop.sampleHint} onClick={load}>
      {text.drop.sample}
    </Button>
  )
}

/** Where data comes in: drop files, or begin with the sample company; earlier imports below. */
export function ImportPage() {
  const access = useAccess()
  const state = useLedgerState()
  const { bring } = useBringFiles()
  return (
    <Page title={text.page.title} topBar={<TopBar title={text.page.title} note={text.page.note} />}>
      {access.may('ledger:import') ? (
        <DropZone size="large" onFiles={bring}>
          <SampleButton />
        </DropZone>
      ) : null}
      {access.isKnown && !access.may('ledger:import') ? <StateRefused sentence={text.page.mayNot} /> : null}
      {state.data ? <LedgerNote state={state.data} /> : null}
      {access.may('ledger:import') ? <StorageNote /> : null}
      <ImportList />
    </Page>
  )
}
