import { type ReactNode, useEffect } from 'react'
import classes from './entry.module.css'
import { text } from './text.ts'

export interface EntryCardProps {
  readonly title: string
  readonly lead?: ReactNode
  readonly children: ReactNode
  /** Small print under the card. */
  readonly foot?: ReactNode
}

/** A page before any workspace: one card on the ground, and the name of the house. */
export function EntryCard({ title, lead, children, foot }: EntryCardProps) {
  useEffect(() => {
    document.title = `${title} · ${text.product}`
  }, [title])
  return (
    <main className={classes.ground}>
      <div className={classes.brand}>
        <svg width="20" height="20" viewBox="0 0 20 20" className={classes.logo} aria-hidden>
          <path d="M10 1.5v17M10 3 3.5 18M10 3l6.5 15" />
        </svg>
        {text.product}
      </div>
      <div className={classes.card}>
        <h1 className={classes.title}>{title}</h1>
        {lead ? <p className={classes.lead}>{lead}</p> : null}
        {children}
      </div>
      {foot ? <div className={classes.foot}>{foot}</div> : null}
    </main>
  )
}

/** What was refused, above the form and read out at once. */
export function Refusal({ children }: { children: ReactNode }) {
  if (!children) return null
  return (
    <p className={classes.refusal} role="alert">
      {children}
    </p>
  )
}
