import { SegmentedControl } from '@mantine/core'
import { Fragment, useState } from 'react'
import { formatInstant } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import {
  type PlanComparison,
  type PlanDifference,
  type PlanSnapshot,
  type PlanTurn,
  useComparison,
} from './api/history-queries.ts'
import classes from './history.module.css'
import { MomentPicker } from './moment-picker.tsx'
import { text } from './text.ts'

const words = text.compare

export interface ComparedMoments {
  readonly from: string
  readonly to: string
}

export interface ComparisonPanelProps {
  readonly planId: string
  readonly snapshots: readonly PlanSnapshot[]
  readonly turns: readonly PlanTurn[]
  /** From when on every moment is known; null where only kept ones are. */
  readonly knownSince: string | null
  readonly moments: ComparedMoments
  readonly onChange: (moments: ComparedMoments) => void
}

type Form = 'words' | 'sides'

/** What changed between two moments: in words first, side by side on demand. */
export function ComparisonPanel({ planId, snapshots, turns, knownSince, moments, onChange }: ComparisonPanelProps) {
  const locale = useLocale()
  const [form, setForm] = useState<Form>('words')
  const comparison = useComparison(planId, moments.from, moments.to)
  return (
    <Panel title={words.title}>
      <div className={classes.pickers}>
        <MomentPicker
          label={words.from}
          snapshots={snapshots}
          turns={turns}
          knownSince={knownSince}
          value={moments.from}
          allowsNow={false}
          onChange={(from) => onChange({ ...moments, from })}
        />
        <MomentPicker
          label={words.to}
          snapshots={snapshots}
          turns={turns}
          knownSince={knownSince}
          value={moments.to}
          allowsNow
          onChange={(to) => onChange({ ...moments, to })}
        />
        <SegmentedControl
          aria-label={words.form}
          data={[
            { value: 'words', label: words.words },
            { value: 'sides', label: words.sides },
          ]}
          value={form}
          onChange={(value) => setForm(value === 'sides' ? 'sides' : 'words')}
        />
      </div>
      {knownSince === null ? null : <p className={classes.muted}>{words.known(formatInstant(knownSince, locale))}</p>}
      <QueryGate query={comparison}>{(found) => <Found comparison={found} form={form} />}</QueryGate>
    </Panel>
  )
}

function Found({ comparison, form }: { comparison: PlanComparison; form: Form }) {
  const { differences, notCompared } = comparison
  const count = (kind: PlanDifference['kind']) => differences.filter((each) => each.kind === kind).length
  return (
    <>
      {differences.length === 0 ? (
        <StateEmpty title={words.none} sentence={words.noneSentence} />
      ) : (
        <>
          <p className={classes.lead}>{words.counts(count('added'), count('changed'), count('removed'))}</p>
          {form === 'words' ? <InWords differences={differences} /> : <SideBySide differences={differences} />}
        </>
      )}
      {notCompared.length === 0 ? null : <p className={classes.muted}>{words.notCompared(notCompared.join(', '))}</p>}
    </>
  )
}

const keyOf = ({ listKey, itemId }: PlanDifference) => `${listKey} ${itemId}`

function InWords({ differences }: { differences: readonly PlanDifference[] }) {
  return (
    <ul className={classes.sentences} aria-label={words.title}>
      {differences.map((difference) => (
        <li key={keyOf(difference)}>{difference.sentence}</li>
      ))}
    </ul>
  )
}

function SideBySide({ differences }: { differences: readonly PlanDifference[] }) {
  return (
    <section className={classes.scroll} aria-label={words.sides}>
      <table className={classes.sides}>
        <thead>
          <tr>
            <th scope="col">{words.item}</th>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <Fragment key={keyOf(difference)}>
              {difference.fields.map((field, index) => (
                <tr key={field.key}>
                  {index === 0 ? (
                    <th scope="rowgroup" rowSpan={difference.fields.length}>
                      <span className={classes.muted}>{difference.listTitle}</span> {difference.label}
                    </th>
                  ) : null}
                  <td>{field.label}</td>
                  <td className={classes.value}>{field.before ?? words.nothing}</td>
                  <td className={classes.value}>{field.after ?? words.nothing}</td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}
