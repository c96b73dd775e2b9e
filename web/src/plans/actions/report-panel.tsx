import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import classes from './actions.module.css'
import { text } from './text.ts'
import type { StatusReport } from './types.ts'

const words = text.report

export interface ReportPanelProps {
  readonly title: string
  readonly report: StatusReport
}

/** How the plan stands: the figures in a line, and the same in plain words. */
export function ReportPanel({ title, report }: ReportPanelProps) {
  const locale = useLocale()
  const write = (count: number) => formatNumber(count, { locale })
  // Halves stand between two middle values.
  const writeDays = (days: number) => formatNumber(days, { locale, decimals: Number.isInteger(days) ? 0 : 1 })
  const copy = () => {
    const lines = [`${title}, ${formatDate(report.asOf, locale)}`, ...report.sentences]
    navigator.clipboard.writeText(lines.join('\n')).then(
      () => showNotice(words.copied),
      (error: unknown) => showFailure(error),
    )
  }
  const facts = [
    [words.done, report.counted === 0 ? words.noActions : words.doneOf(write(report.done), write(report.counted))],
    [words.overdue, write(report.overdue)],
    [words.median, report.medianDaysLate === null ? words.nothingLate : writeDays(report.medianDaysLate)],
    [words.defects, write(report.withoutOwner + report.withoutDueDate)],
  ] as const
  return (
    <Panel title={words.title} subtitle={words.note} actions={<QuietButton onClick={copy}>{words.copy}</QuietButton>}>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className={classes.sentences}>
        {report.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Panel>
  )
}
