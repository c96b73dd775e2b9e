import type { TextBlock, TextMark, TextRun } from '@mainstay/contract/plans-texts'
import { Fragment, type ReactNode } from 'react'
import { type Nested, nestBlocks } from './nest-blocks.ts'
import classes from './texts.module.css'

/** Notes as they read, without anything to write them with. */
export function RichText({ blocks }: { readonly blocks: readonly TextBlock[] }) {
  return <div className={classes.text}>{childrenOf(nestBlocks(blocks))}</div>
}

/** Blocks have no names of their own: a place in the text is what tells them apart. */
function childrenOf(nested: readonly Nested[]): ReactNode {
  return nested.map((each, at) => {
    const key = `${at}`
    return <Fragment key={key}>{elementOf(each)}</Fragment>
  })
}

function elementOf(nested: Nested): ReactNode {
  switch (nested.kind) {
    case 'block':
      return <Block block={nested.block} />
    case 'quote':
      return <blockquote>{childrenOf(nested.children)}</blockquote>
    case 'bullet':
      return <ul>{itemsOf(nested.items)}</ul>
    case 'ordered':
      return <ol start={nested.start}>{itemsOf(nested.items)}</ol>
  }
}

function itemsOf(items: readonly (readonly Nested[])[]): ReactNode {
  return items.map((item, at) => {
    const key = `${at}`
    return <li key={key}>{childrenOf(item)}</li>
  })
}

/** Sections of the page are its second level, notes their third. */
const HEADINGS = ['p', 'h4', 'h5', 'h6'] as const

function Block({ block: { level, runs } }: { readonly block: TextBlock }) {
  const Name = HEADINGS[level] ?? 'p'
  return (
    <Name>
      {runs.map((run, at) => {
        const key = `${at}`
        return <Run key={key} run={run} />
      })}
    </Name>
  )
}

function Run({ run: { text, marks, href } }: { readonly run: TextRun }) {
  const marked = marks.reduceRight<ReactNode>((inner, mark) => markOf(mark, inner), text)
  if (href === null) return marked
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {marked}
    </a>
  )
}

function markOf(mark: TextMark, inner: ReactNode): ReactNode {
  if (mark === 'bold') return <strong>{inner}</strong>
  return mark === 'italic' ? <em>{inner}</em> : <s>{inner}</s>
}
