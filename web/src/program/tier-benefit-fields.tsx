import { MOST_HOURS_PER_MONTH, REVIEW_RHYTHMS } from '@mainstay/domain/program'
import { ActionIcon, Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { useAccess } from '../client/index.ts'
import { useMeasures } from './api/criteria-queries.ts'
import classes from './program.module.css'
import { text } from './text.ts'
import type { Tier } from './types.ts'

export interface TierBenefitFieldsProps {
  readonly tier: Tier
  /** Where the tier stands in the scheme: "tiers.0". */
  readonly path: string
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (tier: Tier) => void
}

const REVIEWS = ['internalReviewEveryMonths', 'jointReviewEveryMonths'] as const

/** How often, in words. */
export function rhythmText(months: number): string {
  return text.tiers.rhythm[months] ?? text.tiers.everyMonths(months)
}

function Amounts({ tier, path, errors, onChange }: TierBenefitFieldsProps) {
  const { currency } = useAccess()
  return (
    <div className={classes.pair}>
      <NumberInput
        label={text.tiers.hoursPerMonth}
        placeholder={text.tiers.open}
        value={tier.hoursPerMonth ?? ''}
        min={0}
        max={MOST_HOURS_PER_MONTH}
        decimalScale={1}
        hideControls
        error={errors[`${path}.hoursPerMonth`]}
        onChange={(value) => onChange({ ...tier, hoursPerMonth: value === '' ? null : Number(value) })}
      />
      <NumberInput
        label={text.tiers.moneyPerYear(currency)}
        placeholder={text.tiers.open}
        value={tier.moneyPerYear ?? ''}
        min={0}
        decimalScale={2}
        thousandSeparator
        hideControls
        valueIsNumericString
        error={errors[`${path}.moneyPerYear`]}
        onChange={(value) => onChange({ ...tier, moneyPerYear: value === '' ? null : String(value) })}
      />
      {REVIEWS.map((field) => (
        <Select
          key={field}
          label={text.tiers[field]}
          placeholder={text.tiers.open}
          clearable
          data={REVIEW_RHYTHMS.map((months) => ({ value: String(months), label: rhythmText(months) }))}
          value={tier[field] === null ? null : String(tier[field])}
          error={errors[`${path}.${field}`]}
          onChange={(value) => onChange({ ...tier, [field]: value === null ? null : Number(value) })}
        />
      ))}
    </div>
  )
}

function Goals({ tier, path, errors, onChange }: TierBenefitFieldsProps) {
  const measures = useMeasures().data?.measures ?? []
  const put = (index: number, patch: Partial<Tier['goals'][number]>) =>
    onChange({ ...tier, goals: tier.goals.map((goal, place) => (place === index ? { ...goal, ...patch } : goal)) })
  return (
    <div className={classes.levels}>
      {tier.goals.map((goal, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: goals have nothing else while they are typed
        <div key={index} className={classes.goal}>
          <TextInput
            aria-label={text.tiers.goalText(index + 1)}
            placeholder={text.tiers.goalHint}
            maxLength={300}
            value={goal.text}
            error={errors[`${path}.goals.${index}.text`]}
            onChange={(event) => put(index, { text: event.currentTarget.value })}
          />
          <Select
            aria-label={text.tiers.goalMeasure(index + 1)}
            placeholder={text.tiers.measureHint}
            clearable
            data={measures.map(({ key, name }) => ({ value: key, label: name }))}
            value={goal.measure}
            error={errors[`${path}.goals.${index}.measure`]}
            onChange={(measure) => put(index, { measure, target: measure === null ? null : goal.target })}
          />
          <NumberInput
            aria-label={text.tiers.goalTarget(index + 1)}
            placeholder={text.tiers.targetHint}
            hideControls
            disabled={goal.measure === null}
            value={goal.target ?? ''}
            error={errors[`${path}.goals.${index}.target`]}
            onChange={(value) => put(index, { target: value === '' ? null : Number(value) })}
          />
          <ActionIcon
            aria-label={text.tiers.removeGoal(index + 1)}
            onClick={() => onChange({ ...tier, goals: tier.goals.toSpliced(index, 1) })}
          >
            <IconTrash size={15} stroke={1.6} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          disabled={tier.goals.length >= 20}
          onClick={() => onChange({ ...tier, goals: [...tier.goals, { text: '', measure: null, target: null }] })}
        >
          {text.tiers.addGoal}
        </Button>
      </div>
    </div>
  )
}

/** What a tier's accounts are given beyond the promise: folded away, since all of it may stay open. */
export function TierBenefitFields(props: TierBenefitFieldsProps) {
  const { tier, path, errors, onChange } = props
  const isWrong = Object.keys(errors).some((field) => field.startsWith(`${path}.`))
  const initiativeError = Object.keys(errors).find((field) => field.startsWith(`${path}.initiatives`))
  return (
    <details open={isWrong || undefined}>
      <summary className={classes.muted}>{text.tiers.benefits}</summary>
      <div className={classes.dialogBody}>
        <Amounts {...props} />
        <b className={classes.muted}>{text.tiers.goals}</b>
        <Goals {...props} />
        <div className={classes.pair}>
          <Textarea
            label={text.tiers.initiatives}
            autosize
            minRows={2}
            value={tier.initiatives.join('\n')}
            error={initiativeError ? errors[initiativeError] : undefined}
            onChange={(event) => {
              const written = event.currentTarget.value
              onChange({ ...tier, initiatives: written === '' ? [] : written.split('\n') })
            }}
          />
          <TextInput
            label={text.tiers.planTemplate}
            maxLength={120}
            placeholder={text.tiers.open}
            value={tier.planTemplate ?? ''}
            error={errors[`${path}.planTemplate`]}
            onChange={(event) => onChange({ ...tier, planTemplate: event.currentTarget.value || null })}
          />
        </div>
      </div>
    </details>
  )
}
