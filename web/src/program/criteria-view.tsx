import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../kit/format/number.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { AnchorCurve } from './anchor-curve.tsx'
import { AxesSentence } from './axes-editor.tsx'
import { formatMeasure } from './measure-text.tsx'
import classes from './program.module.css'
import { text } from './text.ts'
import type { CriteriaSet, Criterion, Measure } from './types.ts'
import { CriteriaSourceNote } from './weighting/source-note.tsx'

function Source({ criterion, measures }: { criterion: Criterion; measures: readonly Measure[] }) {
  const locale = useLocale()
  const { source } = criterion
  if (source.kind === 'judged') {
    return (
      <ol className={classes.muted}>
        {source.levels.map((level) => (
          <li key={level}>{level}</li>
        ))}
      </ol>
    )
  }
  const measure = measures.find(({ key }) => key === source.measure)
  const unit = measure?.unit ?? 'count'
  return (
    <div className={classes.anchors}>
      <div>
        <div>{text.compare.measuredBy(measure?.name ?? source.measure)}</div>
        <div className={classes.muted}>{measure?.meaning}</div>
        <div className={classes.muted}>
          {source.anchors.map(({ raw, points }) => `${formatMeasure(raw, unit, { locale })} → ${points}`).join(' · ')}
        </div>
      </div>
      <AnchorCurve anchors={source.anchors} unit={unit} />
    </div>
  )
}

/** A version that can no longer change, to read. */
export function CriteriaView({ set, measures }: { set: CriteriaSet; measures: readonly Measure[] }) {
  const locale = useLocale()
  const { criteria, gates, minimumConfidence } = set.definition
  const sum = criteria.reduce((total, { weight }) => total + weight, 0)
  const share = (weight: number) => formatPercent(sum === 0 ? 0 : weight / sum, { locale, decimals: 0 })
  const size =
    set.sizeWeightShare === 0
      ? text.editor.noSize
      : text.editor.sizeShare(formatPercent(set.sizeWeightShare, { locale, decimals: 0 }))
  return (
    <div className={classes.stack}>
      <CriteriaSourceNote set={set} />
      {set.publishReason ? (
        <p className={classes.notice}>
          <b>{text.page.publishReason}:</b> {set.publishReason}
        </p>
      ) : null}
      <Panel title={text.editor.criteria} subtitle={`${text.editor.count(criteria.length, sum)} · ${size}`}>
        {criteria.map((criterion) => (
          <section key={criterion.key} className={classes.criterion} aria-label={criterion.name}>
            <div className={classes.viewHead}>
              <b>{criterion.name}</b>
              <span>
                {formatNumber(criterion.weight, { locale })} {/* Weights that sum to 100 are their own shares. */}
                {sum === 100 ? null : (
                  <span className={classes.muted}>{text.editor.share(share(criterion.weight))}</span>
                )}
              </span>
            </div>
            <p>{criterion.definition}</p>
            <Source criterion={criterion} measures={measures} />
          </section>
        ))}
      </Panel>
      <Panel title={text.editor.matrix} subtitle={text.editor.matrixNote}>
        <AxesSentence definition={set.definition} />
      </Panel>
      <Panel title={text.editor.gates} subtitle={text.editor.gatesNote}>
        {gates.length === 0 ? <p className={classes.muted}>{text.editor.noGates}</p> : null}
        <ul>
          {gates.map((gate) => (
            <li key={gate.name}>
              {gate.name}: {gate.operator === 'at_least' ? text.editor.atLeast : text.editor.atMost}{' '}
              {formatNumber(gate.value, { locale, decimals: Number.isInteger(gate.value) ? 0 : 2 })}
            </li>
          ))}
        </ul>
        <p>
          {text.editor.confidence}: {formatPercent(minimumConfidence, { locale, decimals: 0 })}
        </p>
      </Panel>
    </div>
  )
}
