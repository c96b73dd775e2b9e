import { showFailure } from '../kit/feedback/undo-toast.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { ProgressBlock } from '../kit/states/progress-block.tsx'
import { useImportStep } from './api/import-changes.ts'
import { formatBytes } from './byte-text.ts'
import classes from './ledger.module.css'
import { text } from './text.ts'
import type { ImportDetail } from './types.ts'

function labelOf({ progress, status }: ImportDetail): string {
  if (!progress) return text.run.waiting
  const phase = text.run.phases[progress.phase] ?? text.status[status]
  return progress.file ? text.run.phaseOf(phase, progress.file) : phase
}

/** A check, import or undo at work: how far, how fast, how long, and a way to stop it. */
export function RunProgress({ detail }: { detail: ImportDetail }) {
  const locale = useLocale()
  const step = useImportStep()
  const { progress } = detail
  const cancel = () => step.mutate({ id: detail.id, step: 'cancel' }, { onError: (error) => showFailure(error) })
  const megabytes = progress ? formatBytes(progress.bytesTotal, locale) : ''
  return (
    <Panel title={text.status[detail.status]} subtitle={text.run.keepsRunning}>
      <ProgressBlock
        label={labelOf(detail)}
        done={progress?.bytes ?? 0}
        total={progress && progress.bytesTotal > 0 ? progress.bytesTotal : null}
        unit="bytes"
        secondsLeft={progress?.secondsLeft}
        onCancel={detail.status === 'undoing' ? undefined : cancel}
      />
      {progress && progress.rows > 0 ? (
        <p className={classes.muted}>
          {formatNumber(progress.rows, { locale })} {text.run.rows} · {formatNumber(progress.rowsPerSecond, { locale })}{' '}
          {text.run.rows} / s · {megabytes}
        </p>
      ) : null}
    </Panel>
  )
}
