import { Tag, type TagTone } from '../../kit/figures/badges.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import plain from '../../kit/layout/plain-table.module.css'
import { reachable } from '../../kit/layout/roles.ts'
import classes from './record.module.css'
import { text } from './text.ts'
import type { AdoptionEvidence, AdoptionStepAnswer } from './types.ts'

const TONES: Readonly<Record<AdoptionEvidence['status'], TagTone>> = {
  met: 'gain',
  not_met: 'loss',
  unknown: 'neutral',
}
/** Facts that a thing exists: 1 or 0. */
const EXISTENCE = new Set(['definitionInEffect', 'programSponsorNamed', 'championNamed', 'criteriaPublished'])

function factName(fact: string): string {
  return (text.adoption.facts as Readonly<Record<string, string>>)[fact] ?? fact
}

/** A fact's value: shares in percent, things that are there or not in words, the rest as numbers. */
function writeFact(fact: string, value: number, locale: string | undefined): string {
  if (EXISTENCE.has(fact)) return value >= 1 ? text.adoption.yes : text.adoption.no
  return fact.startsWith('share') ? formatPercent(value, { locale, decimals: 0 }) : formatNumber(value, { locale })
}

function asked({ fact, operator, value }: AdoptionEvidence, locale: string | undefined): string {
  if (EXISTENCE.has(fact)) return text.adoption.yes
  const written = writeFact(fact, value, locale)
  return operator === 'at_least' ? text.adoption.atLeast(written) : text.adoption.atMost(written)
}

/** What the next level still asks for; of a thing that must exist its name says all. */
function stillAsked(evidence: AdoptionEvidence, locale: string | undefined): string {
  const name = factName(evidence.fact)
  return EXISTENCE.has(evidence.fact) ? name : `${name}: ${asked(evidence, locale)}`
}

export interface EvidenceRowProps {
  readonly evidence: AdoptionEvidence
  readonly keyAccounts: number
}

function EvidenceRow({ evidence, keyAccounts }: EvidenceRowProps) {
  const locale = useLocale()
  const { fact, level, actual, status } = evidence
  const missing = text.adoption.comesWith[fact]
  // Without key accounts every share of them is unknown for that reason first, unless the fact cannot be known at all.
  const why = missing ?? (keyAccounts === 0 ? text.adoption.unknown : '')
  return (
    <tr>
      <th scope="row" className={classes.wrap}>
        {factName(fact)}
      </th>
      <td>{level}</td>
      <td>{asked(evidence, locale)}</td>
      <td className={classes.wrap}>
        {actual === null ? <span className={classes.muted}>{why}</span> : writeFact(fact, actual, locale)}
      </td>
      <td>
        <Tag tone={TONES[status]}>{text.adoption.status[status]}</Tag>
      </td>
    </tr>
  )
}

/** "2", or "1 to 3" where evidence is missing. */
export function levelText({
  level,
  atLeast,
  atMost,
}: Pick<AdoptionStepAnswer, 'level' | 'atLeast' | 'atMost'>): string {
  return level.value === null ? text.adoption.levelUnknown(atLeast, atMost) : String(level.value)
}

/** A step's levels as boxes: reached, possible, not reached. The words beside it say the same. */
function Ladder({ step, highest }: { step: AdoptionStepAnswer; highest: number }) {
  const levels = Array.from({ length: highest }, (_, index) => index + 1)
  return (
    <span className={classes.ladder} aria-hidden>
      {levels.map((level) => (
        <span key={level} data-state={level <= step.atLeast ? 'reached' : level <= step.atMost ? 'open' : 'no'} />
      ))}
    </span>
  )
}

interface StepProps {
  readonly step: AdoptionStepAnswer
  readonly index: number
  readonly highest: number
  readonly keyAccounts: number
}

/** A step with its level, what the next one asks for, and the evidence of all of them. */
export function AdoptionStep({ step, index, highest, keyAccounts }: StepProps) {
  const locale = useLocale()
  const next = step.nextSteps.map((one) => stillAsked(one, locale))
  return (
    <li className={classes.step}>
      <div className={classes.stepHead}>
        <h3>
          {index + 1}. {text.adoption.steps[step.step]}
        </h3>
        <Ladder step={step} highest={highest} />
        <span className={classes.number}>{text.adoption.of(levelText(step), String(highest))}</span>
      </div>
      <p className={classes.muted}>
        {next.length === 0 ? text.adoption.done : `${text.adoption.next(step.atLeast + 1)}: ${next.join('; ')}`}
      </p>
      <details>
        <summary>{text.adoption.evidence}</summary>
        <section className={classes.scroll} {...reachable} aria-label={text.adoption.steps[step.step]}>
          <table className={plain.plain}>
            <thead>
              <tr>
                <th scope="col">{text.adoption.evidence}</th>
                <th scope="col">{text.adoption.asking}</th>
                <th scope="col">{text.adoption.asks}</th>
                <th scope="col">{text.adoption.found}</th>
                <th scope="col">{text.adoption.verdict}</th>
              </tr>
            </thead>
            <tbody>
              {step.evidence.map((evidence) => (
                <EvidenceRow key={`${evidence.fact} ${evidence.level}`} evidence={evidence} keyAccounts={keyAccounts} />
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </li>
  )
}
