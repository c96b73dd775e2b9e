import classes from '../plans.module.css'
import type { PlanProposal } from './api/plan-queries.ts'
import { text } from './text.ts'

const words = text.begin

/** What a new plan will hold before anybody has written a word. */
export function Preview({ proposal, isChosen }: { proposal: PlanProposal; isChosen: boolean }) {
  const { periods, statements, whiteSpace, people, templateBecause } = proposal
  return (
    <section className={classes.preview} aria-label={words.preview}>
      <h3>{words.preview}</h3>
      <p className={classes.small}>{isChosen ? words.asked : words.because[templateBecause]}</p>
      <p className={classes.small}>{words.periods(periods.map(({ label }) => label).join(', '))}</p>
      <h4>{words.statements}</h4>
      {statements.length === 0 ? <p className={classes.small}>{words.noStatements}</p> : null}
      <ul>
        {statements.map(({ label, content, source }) => (
          <li key={label}>
            <b>{label}</b>
            <div className={classes.lines}>{content}</div>
            <div className={classes.small}>{source}</div>
          </li>
        ))}
      </ul>
      <h4>{words.whiteSpace}</h4>
      <p className={classes.small}>
        {whiteSpace === null ? words.noWhiteSpace : words.whiteSpaceOf(whiteSpace.units, whiteSpace.offerings)}
      </p>
      <h4>{words.people}</h4>
      {people.length === 0 ? <p className={classes.small}>{words.noPeople}</p> : null}
      <ul>
        {people.map(({ personId, name, function: role, duty }) => (
          <li key={personId}>
            {name}, {role.toLowerCase()}, {duty}
          </li>
        ))}
      </ul>
    </section>
  )
}
