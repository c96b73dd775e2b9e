import { type CSSProperties, type ReactNode, useEffect } from 'react'
import classes from './layout.module.css'
import { text } from './text.ts'

export interface PageProps {
  /** Name of the page in the window title. */
  readonly title: string
  /** A `TopBar`. */
  readonly topBar: ReactNode
  /** A `FigureStrip` or `TabBar` that spans the page under the bar. */
  readonly band?: ReactNode
  /** `fill`: the page is as high as the window and its last child takes the rest (a table); `scroll`: it scrolls. */
  readonly height?: 'scroll' | 'fill'
  readonly children: ReactNode
}

/** A screen: bar, band, body. */
export function Page({ title, topBar, band, height = 'scroll', children }: PageProps) {
  useEffect(() => {
    document.title = text.documentTitle(title)
  }, [title])
  return (
    <div className={classes.page} data-height={height}>
      {topBar}
      {band}
      <div className={classes.body}>{children}</div>
    </div>
  )
}

export interface PageColumnsProps {
  /** Shares of the width on a wide screen, as a grid template: "2fr 1fr". They stack when there is no room. */
  readonly template: string
  readonly children: ReactNode
}

/** Panels side by side. */
export function PageColumns({ template, children }: PageColumnsProps) {
  return (
    <div className={classes.columns} style={{ '--template': template } as CSSProperties}>
      {children}
    </div>
  )
}

/** Panels one above the other inside a column. */
export function PageStack({ children }: { children: ReactNode }) {
  return <div className={classes.stack}>{children}</div>
}
