import { Button, SegmentedControl } from '@mantine/core'
import { useAccess } from '../../client/index.ts'
import { toProblem } from '../../kit/api/api-error.ts'
import { Tag } from '../../kit/figures/badges.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatPercent } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { type Standing, standingOf } from './answers.ts'
import { PairwiseEditor } from './pairwise-editor.tsx'
import { PointsEditor } from './points-editor.tsx'
import { text } from './text.ts'
import type { Method, Weighting } from './types.ts'
import { type KeepState, type OwnWeightsEditor, useOwnWeights } from './use-own-weights.ts'
import classes from './weighting.module.css'

const words = text.own
const METHODS = Object.keys(words.methods) as Method[]

function sentenceOf(state: KeepState, isGiven: boolean): string {
  switch (state.kind) {
    case 'kept':
      return isGiven ? words.givenNote : words.saved
    case 'waiting':
      return words.waiting
    case 'keeping':
    case 'giving':
      return words.saving
    case 'changed':
      return words.changed
    case 'failed':
      return `${words.failed}: ${toProblem(state.error).detail}`
    case 'conflict':
      return words.conflict
  }
}

function Keeping({ editor }: { editor: OwnWeightsEditor }) {
  const { state, isGiven } = editor
  return (
    <span className={classes.keeping} data-tone={state.kind === 'failed' ? 'loss' : 'plain'} role="status">
      {sentenceOf(state, isGiven)}
      {state.kind === 'failed' ? <QuietButton onClick={editor.retry}>{words.retry}</QuietButton> : null}
      {state.kind === 'conflict' ? (
        <>
          <QuietButton onClick={editor.takeOther}>{words.takeOther}</QuietButton>
          <QuietButton onClick={editor.keepThese}>{words.keepThese}</QuietButton>
        </>
      ) : null}
    </span>
  )
}

/** The shares that come out of one's answers, as bars. */
function Shares({ standing, criteria }: { standing: Standing; criteria: Weighting['criteria'] }) {
  const locale = useLocale()
  if (!standing.shares) return null
  const largest = Math.max(...standing.shares.map(({ share }) => share))
  return (
    <ul className={classes.shares} aria-label={words.title}>
      {standing.shares.map(({ key, share }) => (
        <li key={key}>
          <span>{criteria.find((criterion) => criterion.key === key)?.name ?? key}</span>
          <span className={classes.track} aria-hidden>
            <span style={{ width: `${(share / largest) * 100}%` }} />
          </span>
          <span>{formatPercent(share, { locale })}</span>
        </li>
      ))}
    </ul>
  )
}

function Giving({
  editor,
  standing,
  weighting,
}: {
  editor: OwnWeightsEditor
  standing: Standing
  weighting: Weighting
}) {
  const mayLead = useAccess().may('program:write')
  const { state, isGiven } = editor
  const nameOf = (key: unknown) => weighting.criteria.find((one) => one.key === key)?.name ?? String(key)
  const isUnchanged = isGiven && state.kind === 'kept'
  const { obstacle } = standing
  return (
    <div className={classes.giving}>
      {obstacle ? <p className={classes.muted}>{text.obstacle(obstacle.code, obstacle.facts, nameOf)}</p> : null}
      <div className={classes.bar}>
        <Button
          variant="filled"
          disabled={obstacle !== null || isUnchanged || state.kind === 'conflict'}
          loading={state.kind === 'giving'}
          onClick={() => void editor.give()}
        >
          {isGiven ? words.giveAgain : words.give}
        </Button>
        {isGiven && state.kind === 'changed' && !weighting.own?.isOutdated ? (
          <Button variant="subtle" onClick={editor.revert}>
            {words.back}
          </Button>
        ) : null}
        {mayLead && weighting.own?.isGiven !== true ? <StandAside editor={editor} /> : null}
      </div>
    </div>
  )
}

function StandAside({ editor }: { editor: OwnWeightsEditor }) {
  return (
    <Button variant="subtle" title={words.asideNote} onClick={() => void editor.standAside()}>
      {words.asideAction}
    </Button>
  )
}

/** One's own weights: by points, swings or pairs; kept while one is at it, given when one is done. */
export function OwnPanel({ weighting }: { weighting: Weighting }) {
  const editor = useOwnWeights(weighting)
  const { answers, isGiven, isAside } = editor
  const keys = weighting.criteria.map(({ key }) => key)
  const standing = standingOf(keys, answers)
  if (isAside) {
    return (
      <Panel title={words.title}>
        <div className={classes.stack}>
          <span>{words.aside}</span>
          <div className={classes.bar}>
            <Button onClick={editor.weighAfterAll}>{words.weighAfterAll}</Button>
          </div>
        </div>
      </Panel>
    )
  }
  return (
    <Panel
      title={words.title}
      subtitle={<Keeping editor={editor} />}
      actions={
        <Tag tone={isGiven ? 'gain' : 'caution'}>
          {isGiven && editor.state.kind !== 'changed' ? words.given : isGiven ? words.changed : words.unfinished}
        </Tag>
      }
    >
      <div className={classes.stack}>
        {weighting.own?.isOutdated ? (
          <p className={classes.notice} data-tone="caution">
            {words.outdated}
          </p>
        ) : null}
        <div className={classes.method}>
          <SegmentedControl
            aria-label={words.method}
            value={answers.method}
            data={METHODS.map((value) => ({ value, label: words.methods[value] }))}
            onChange={(value) => editor.choose(METHODS.find((method) => method === value) ?? 'direct')}
          />
          <span className={classes.muted}>{words.says[answers.method]}</span>
        </div>
        {answers.method === 'pairwise' ? (
          <PairwiseEditor criteria={weighting.criteria} answers={answers} onChange={editor.change} />
        ) : (
          <PointsEditor criteria={weighting.criteria} answers={answers} onChange={editor.change} />
        )}
        <Shares standing={standing} criteria={weighting.criteria} />
        <Giving editor={editor} standing={standing} weighting={weighting} />
      </div>
    </Panel>
  )
}
