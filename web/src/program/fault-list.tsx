import classes from './program.module.css'
import type { Fault } from './use-draft-editor.ts'

/** Faults at and below a place of the definition ("criteria.2"). */
export function faultsAt(faults: readonly Fault[], path: string): Fault[] {
  return faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}.`))
}

/** The first fault of exactly one field, for its error line. */
export function faultOf(faults: readonly Fault[], path: string): string | undefined {
  return faults.find((fault) => fault.path === path)?.message
}

/** Faults as a list, each in its own words. */
export function FaultList({ faults }: { faults: readonly Fault[] }) {
  const sentences = [...new Set(faults.map(({ message }) => message))]
  if (sentences.length === 0) return null
  return (
    <ul className={classes.faults}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
