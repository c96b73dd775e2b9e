import { Button } from '@mantine/core'
import { useState } from 'react'
import { showNotice } from '../../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../../kit/format/date.ts'
import { useLocale } from '../../../kit/format/locale.tsx'
import { formatNumber } from '../../../kit/format/number.ts'
import { ExportMenu } from '../../../kit/layout/export-menu.tsx'
import { PageColumns } from '../../../kit/layout/page.tsx'
import { Panel } from '../../../kit/layout/panel.tsx'
import { QueryGate } from '../../../kit/states/query-gate.tsx'
import { useReasonedStep, useTakeOver } from '../api/round-changes.ts'
import { useRoundResults } from '../api/round-queries.ts'
import { fileAddress } from '../api/sheet-changes.ts'
import { ReasonDialog } from '../reason-dialog.tsx'
import { registerRoundReasons } from '../reasons.ts'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import type { RoundDetail, RoundResults } from '../types.ts'
import { AgreementPanel } from './agreement-panel.tsx'
import { DisagreementsPanel } from './disagreements-panel.tsx'
import { InfluencePanel } from './influence-panel.tsx'
import { SettleDialog, type SettleSubject } from './settle-dialog.tsx'
import { SeverityPanel } from './severity-panel.tsx'
import { SpreadMap } from './spread-map.tsx'

registerRoundReasons()

const COUNTED = ['agreed', 'settled', 'discuss', 'one_rater', 'no_evidence'] as const

/** What came of a closed round, the quarrels that matter first. */
export function ResultsView({ round }: { readonly round: RoundDetail }) {
  const results = useRoundResults(round.id)
  const [subject, setSubject] = useState<SettleSubject | null>(null)
  return (
    <>
      <QueryGate query={results} loading="figures">
        {(read) => (
          <>
            <Outcome round={round} results={read} />
            <DisagreementsPanel round={round} results={read} onOpen={setSubject} />
            <AgreementPanel results={read} />
            <SpreadMap round={round} onOpen={setSubject} />
            <PageColumns template="1fr 1fr">
              <SeverityPanel results={read} />
              <InfluencePanel round={round} />
            </PageColumns>
          </>
        )}
      </QueryGate>
      {subject ? <SettleDialog round={round} subject={subject} onClose={() => setSubject(null)} /> : null}
    </>
  )
}

/** How many results there are of each kind, and the step that ends the round. */
function Outcome({ round, results }: { round: RoundDetail; results: RoundResults }) {
  const locale = useLocale()
  const [dialog, setDialog] = useState<'take' | 'reopen' | null>(null)
  const write = (value: number) => formatNumber(value, { locale })
  const taken = round.takenOver
  return (
    <Panel
      title={text.status[round.status]}
      subtitle={
        taken && round.status === 'reconciled'
          ? text.takeOver.taken(taken.byName, formatDate(taken.at, locale))
          : undefined
      }
      actions={
        <>
          <ExportMenu
            label={text.results.files}
            choices={[
              { label: text.sheet.xlsx, href: fileAddress(round.id, 'results', 'xlsx') },
              { label: text.sheet.csv, href: fileAddress(round.id, 'results', 'csv') },
            ]}
          />
          {round.mayLead && round.status === 'reconciled' ? (
            <Button onClick={() => setDialog('reopen')}>{text.takeOver.reopen}</Button>
          ) : null}
          {round.mayLead && round.status === 'closed' ? (
            <Button variant="filled" onClick={() => setDialog('take')}>
              {text.takeOver.button}
            </Button>
          ) : null}
        </>
      }
    >
      <dl className={classes.facts}>
        {COUNTED.map((kind) => (
          <div key={kind}>
            <dt>{text.results.counts[kind]}</dt>
            <dd>{write(results.counts[kind])}</dd>
          </div>
        ))}
      </dl>
      {taken?.openReason && round.status === 'reconciled' ? (
        <p className={classes.muted}>{text.takeOver.leftOpen(taken.openReason)}</p>
      ) : null}
      {dialog === 'take' ? (
        <TakeOverDialog round={round} open={results.counts.discuss} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === 'reopen' ? <ReopenDialog round={round} onClose={() => setDialog(null)} /> : null}
    </Panel>
  )
}

interface DialogProps {
  readonly round: RoundDetail
  readonly onClose: () => void
}

function TakeOverDialog({ round, open, onClose }: DialogProps & { open: number }) {
  const locale = useLocale()
  const take = useTakeOver(round)
  const write = (value: number) => formatNumber(value, { locale })
  return (
    <ReasonDialog
      title={text.takeOver.title}
      sentence={
        <>
          <p>{text.takeOver.sentence}</p>
          {open > 0 ? <p>{text.takeOver.open(write(open))}</p> : null}
        </>
      }
      label={text.takeOver.reason}
      confirmLabel={text.takeOver.confirm}
      isReasonNeeded={open > 0}
      isBusy={take.isPending}
      error={take.error}
      onConfirm={(reason) =>
        take.mutate(reason === '' ? null : reason, {
          onSuccess: ({ judgements, settled }) => {
            showNotice(text.takeOver.done(write(judgements), write(settled)))
            onClose()
          },
        })
      }
      onClose={onClose}
    />
  )
}

function ReopenDialog({ round, onClose }: DialogProps) {
  const reopen = useReasonedStep(round, 'reopenRound')
  return (
    <ReasonDialog
      title={text.takeOver.reopenTitle}
      sentence={text.takeOver.reopenSentence}
      confirmLabel={text.takeOver.reopen}
      isBusy={reopen.isPending}
      error={reopen.error}
      onConfirm={(reason) => reopen.mutate(reason, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
