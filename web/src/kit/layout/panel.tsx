import { type ReactNode, useId } from 'react'
import classes from './layout.module.css'

export interface PanelProps {
  readonly title?: ReactNode
  /** Muted, on the same line as the title. */
  readonly subtitle?: ReactNode
  /** At the right of the title: "as table", `ExportMenu`, `QuietButton`. */
  readonly actions?: ReactNode
  /** `flush` content reaches the edges (tables); `normal` is padded. */
  readonly padding?: 'normal' | 'flush'
  readonly children: ReactNode
}

/** A framed part of a screen. */
export function Panel({ title, subtitle, actions, padding = 'normal', children }: PanelProps) {
  const titleId = useId()
  return (
    <section className={classes.panel} data-padding={padding} aria-labelledby={title ? titleId : undefined}>
      {title || actions ? (
        <div className={classes.panelHead}>
          <div className={classes.panelTitles}>
            <h2 className={classes.panelTitle} id={titleId}>
              {title}
            </h2>
            {subtitle ? <span className={classes.panelSubtitle}>{subtitle}</span> : null}
          </div>
          {actions ? <div className={classes.panelActions}>{actions}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  )
}
