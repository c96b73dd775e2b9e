import { Tag } from '../../kit/figures/badges.tsx'
import { Hint } from '../../kit/figures/hint.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatPercent } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { reachable } from '../../kit/layout/roles.ts'
import classes from './firmness.module.css'
import { text } from './text.ts'
import type { CutChange, FirmCriterion, Firmness } from './types.ts'
import { changeWords, isNear, writePoints } from './verdict.ts'

interface RoomProps {
  readonly criterion: FirmCriterion
  readonly near: boolean
  /** Share of the weight at the right end. */
  readonly scale: number
  /** Distance that people of good will may differ by. */
  readonly band: number
}

/** From where to where the weight may move before somebody crosses the line. */
function Room({ criterion, near, scale, band }: RoomProps) {
  const locale = useLocale()
  const low = criterion.less?.share ?? 0
  const high = criterion.more?.share ?? 1
  const write = (share: number) => formatPercent(share, { locale })
  const at = (share: number) => `${Math.min(1, Math.max(0, share / scale)) * 100}%`
  return (
    <div
      className={classes.room}
      role="img"
      aria-label={text.limits.rangeLabel(write(criterion.share), write(low), write(high))}
      title={text.limits.rangeLabel(write(criterion.share), write(low), write(high))}
    >
      <span className={classes.roomTrack} />
      <span
        className={classes.roomBand}
        style={{ left: at(criterion.share - band), right: `calc(100% - ${at(criterion.share + band)})` }}
      />
      <span
        className={classes.roomHolds}
        data-near={near}
        style={{ left: at(low), right: `calc(100% - ${at(high)})` }}
      />
      <span className={classes.roomNow} style={{ left: at(criterion.share) }} />
    </div>
  )
}

function Change({ change, none }: { change: CutChange | null; none: string }) {
  const locale = useLocale()
  if (!change) return <span className={classes.muted}>{none}</span>
  const points = writePoints(change.change, locale)
  const written = change.change < 0 ? text.limits.pointsLess(points) : text.limits.pointsMore(points)
  return (
    <>
      {text.limits.at(formatPercent(change.share, { locale }), written)}
      <div className={classes.muted}>{changeWords(change)}</div>
    </>
  )
}

function CriterionRow({
  criterion,
  plausibleChange,
  scale,
}: {
  criterion: FirmCriterion
  plausibleChange: number
  scale: number
}) {
  const locale = useLocale()
  const near = isNear(criterion, plausibleChange)
  const { name, share, isHidden, less, more, weight } = criterion
  return (
    <tr>
      <th scope="row" data-wrap="true">
        {name} {near ? <Tag tone="caution">{text.limits.near(writePoints(plausibleChange, locale))}</Tag> : null}
      </th>
      <td data-label={text.limits.now}>{formatPercent(share, { locale })}</td>
      {isHidden || weight === 0 ? (
        <td colSpan={3} data-align="start">
          {isHidden ? <Hint note={text.limits.hiddenHint}>{text.limits.hidden}</Hint> : text.limits.none}
        </td>
      ) : (
        <>
          <td data-align="start" data-room="true">
            <Room criterion={criterion} near={near} scale={scale} band={plausibleChange} />
          </td>
          <td data-wrap="true" data-label={text.limits.less}>
            <Change change={less} none={text.limits.noneLess} />
          </td>
          <td data-wrap="true" data-label={text.limits.more}>
            <Change change={more} none={text.limits.noneMore} />
          </td>
        </>
      )}
    </tr>
  )
}

/** The bars end a little beyond the largest share in play, so that small distances can be seen. */
function scaleOf({ criteria, plausibleChange }: Firmness): number {
  const shares = criteria.flatMap(({ share, more }) => [share + plausibleChange, more?.share ?? 0])
  return Math.min(1, 1.1 * Math.max(...shares))
}

/** For each criterion: how far its weight may move alone, and who crosses the line there. */
export function WeightLimits({ firmness }: { firmness: Firmness }) {
  const scale = scaleOf(firmness)
  return (
    <Panel title={text.limits.title} subtitle={text.limits.subtitle}>
      <section className={classes.scroll} {...reachable} aria-label={text.table(text.limits.title)}>
        <table className={`${classes.table} ${classes.cards}`}>
          <thead>
            <tr>
              <th scope="col">{text.limits.criterion}</th>
              <th scope="col">{text.limits.now}</th>
              <th scope="col" data-align="start">
                {text.limits.range}
              </th>
              <th scope="col" data-align="start">
                {text.limits.less}
              </th>
              <th scope="col" data-align="start">
                {text.limits.more}
              </th>
            </tr>
          </thead>
          <tbody>
            {firmness.criteria.map((criterion) => (
              <CriterionRow
                key={criterion.key}
                criterion={criterion}
                plausibleChange={firmness.plausibleChange}
                scale={scale}
              />
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}
